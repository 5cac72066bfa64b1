/**
 * English words for goods that shops sell, American and British. The lines are read by `readSynonyms`; a shop's own lines
 * are added to them.
 */
export const defaultSynonyms = `
sweater, jumper, pullover, jersey top, knit sweater
sweatshirt, hoodie, hooded sweatshirt, sweats
sweatshirt ~ sweater
cardigan, cardi
sweater > cardigan
knitwear, knits, knitted
knitwear > sweater, cardigan
tee, t shirt, tshirt, tee shirt
shirt > tee
trousers, pants, slacks
trousers > chinos, jeans, leggings
bottoms > trousers, shorts, jeans, skirt
jeans, dungarees
jeans ~ trousers
leggings ~ trousers
chinos ~ trousers
joggers, sweatpants, track pants
joggers ~ trousers
shorts, bermudas
top > tee, shirt, sweater
tops > tee, shirt, sweater
clothes, clothing, apparel, garment, wear
menswear ~ shirt, trousers, jacket
womenswear ~ cardigan, sweater, scarf
dress, frock, gown
dress ~ cardigan, shirt
skirt ~ shorts, trousers
blouse ~ shirt
suit ~ jacket, shirt, trousers
blazer ~ jacket
jacket > raincoat, parka, anorak
coat, overcoat
coat > raincoat, parka, anorak, jacket
raincoat, rain jacket, mac, mackintosh, slicker, waterproof jacket, anorak
parka ~ raincoat, jacket
vest, gilet, body warmer, bodywarmer, waistcoat
outerwear > jacket, raincoat, coat, vest, gilet
underwear, undies, lingerie
boxers, briefs ~ shorts
swimwear, swimsuit, swimming trunks, bathing suit, trunks
swimsuit ~ shorts, towel
pajamas, pyjamas, nightwear, sleepwear
bathrobe, robe, dressing gown
bathrobe ~ towel
socks, sox, stockings, hosiery
shoes, footwear
shoes > boots, trainers, sandals, slippers, loafers, heels
trainers, sneakers, running shoes, tennis shoes
sneakers ~ boots
sandals ~ boots
slippers ~ socks
boots, wellies, wellingtons
hat > cap, beanie
headwear, headgear, hats
headwear > hat, cap, beanie
cap, baseball cap
beanie, wool hat, bobble hat, woolly hat, knit cap, toque, winter hat
gloves, mittens, mitts
scarf, shawl, muffler
belt, waistband
tie, necktie
tie ~ scarf, belt
umbrella, brolly
umbrella ~ raincoat
glasses, spectacles, eyeglasses
backpack, rucksack, knapsack, back pack, daypack, ruck sack, school bag
bag > backpack, tote, handbag, purse, duffel
handbag, purse, shoulder bag, pocketbook
handbag ~ tote
tote, shopper, shopping bag, tote bag, carrier bag, grocery bag
wallet, billfold, card holder, cardholder, purse, money clip
suitcase, luggage, trolley case
suitcase ~ backpack, bag
duffel, duffle, holdall, gym bag
duffel ~ backpack, bag
laptop bag ~ backpack
watch, wristwatch
watch ~ clock
jewelry, jewellery
necklace, pendant necklace
earrings, ear rings
bracelet, bangle
sofa, couch, settee, loveseat, divan
sofa ~ bench, chair, stool, cushion
armchair, easy chair
armchair ~ chair, bench
chair > armchair, stool
chair, seat
seating, seats
seating > chair, stool, bench, sofa
stool, bar stool, barstool, footstool, ottoman, pouffe
bench, settle
table > desk
coffee table, side table, end table, nightstand, bedside table
side table ~ stool
desk, writing table, bureau
wardrobe, closet, armoire
wardrobe ~ peg rail, storage
bookshelf, bookcase, shelving, shelf unit, shelves
shelf, bookshelf, rack
dresser, chest of drawers, cabinet, cupboard, sideboard
dresser ~ bookshelf, storage
storage, organizer, organiser, organization
furniture > chair, stool, bench, bookshelf, table, sofa
coat rack, coat hooks, hat stand, peg rail, coat hanger, hooks, coat stand, wall hooks
basket, hamper, laundry basket
bed > bedding, mattress
bed ~ bedding, throw, hammock
bedding, bed linen, bedclothes, duvet cover, bed set, bedspread, duvet set, bed sheets, bedsheets
bedding > duvet, pillowcase, sheet
duvet, comforter, quilt, doona
duvet > bedding
sheet, bedsheet
sheets ~ bedding
pillow ~ cushion, bedding
cushion, throw pillow, scatter cushion, pillow
pillowcase, pillow case, pillow cover
blanket, throw, plaid, coverlet, afghan
rug, carpet
rug ~ mat
mat, rug
doormat, door mat, welcome mat
doormat ~ mat
placemat, place mat, table mat
placemat ~ tea towel
curtain, drape, blinds
curtains ~ linen
mirror, looking glass
vase, flower vase
picture, print, artwork, wall art, poster, painting, framed print
art > print, poster, painting
clock, timepiece, wall clock
alarm clock ~ clock
decor, decoration, ornament, home accessories
decor > vase, candle, print, mirror, clock, cushion
plant pot, planter, flower pot, flowerpot, plant holder, pot for plants
gardening, garden, yard
plants, houseplants
plants ~ plant pot, vase
lamp, light, lighting, luminaire
lamp > pendant, lantern, floor lamp, table lamp
pendant, ceiling light, hanging lamp, pendant lamp, pendant light, chandelier, ceiling lamp
wall light, sconce, wall lamp
floor lamp, standing lamp, standard lamp
table lamp, bedside lamp
reading lamp > desk lamp, floor lamp, wall light
bedside light > wall light, table lamp
string lights, fairy lights, festoon, light chain, garland lights, party lights, outdoor lights
lantern, hurricane lamp
torch, flashlight, head torch, headlamp
flashlight ~ lantern
light bulb, bulb, lightbulb
bulb ~ lamp
candle, scented candle, candles
tealight, tea light, votive
tealight ~ candle
candlestick, candle holder, candleholder, candelabra
fragrance, scent, perfume, aroma, scented
perfume ~ candle, soap
mug, cup, coffee cup, coffee mug, teacup, tea cup, beaker
travel mug > flask, bottle
thermos, flask, vacuum flask, thermo flask
bottle, water bottle, drinking bottle, canteen
glass, tumbler, drinking glass
glassware > carafe, tumbler, glass
carafe, decanter, jug, pitcher, water jug
teapot, tea pot
kettle ~ teapot
coffee maker, cafetiere, french press
coffee maker ~ mug, flask
bowl, dish
plate, dish, dinner plate
dishes > plates, bowl
crockery, tableware, dinnerware, dishware
crockery > plates, bowl, mug, teapot
pottery, ceramics, stoneware, earthenware, porcelain, ceramic
cutlery, flatware, silverware
cutlery ~ knife
silverware ~ knife
fork ~ knife
spoon ~ knife, bowl
skillet, frying pan, fry pan, frypan, pan
pan > skillet, casserole
pots and pans > skillet, casserole, cookset
casserole, dutch oven, stew pot, stockpot, cooking pot, cocotte
saucepan ~ casserole, skillet
cookware > skillet, casserole, cookset
wok ~ skillet
cookset, mess kit, camping pots, cook set, camp cookware
baking > casserole
knife > pocket knife, chefs knife
chefs knife, kitchen knife, cooks knife, chef knife
pocket knife, penknife, folding knife, pocketknife, jackknife, jack knife, swiss army knife
axe, ax, hatchet
scissors, shears
cutting board, chopping board, serving board, cheese board, bread board, breadboard
pepper mill, pepper grinder, spice mill, peppermill, salt mill
pepper grinder ~ pepper mill
apron, pinafore
tea towel, dish towel, dishcloth, dish cloth, kitchen towel, glass cloth, drying cloth
oven glove, oven mitt, pot holder
oven glove ~ apron, tea towel
tablecloth, table cloth, table linen
tablecloth ~ tea towel
napkin, serviette
napkin ~ tea towel
towel > bath towel, hand towel, face towel
bath towel, beach towel
face cloth, washcloth, flannel cloth, face towel, wash cloth
bath mat, bathmat, bath rug, shower mat
soap, soap bar, bar soap
soap > hand wash
hand wash, hand soap, liquid soap, handwash
toiletries, bath products
toiletries > soap, hand wash
shampoo ~ soap, hand wash
skincare ~ soap
tent, bell tent, shelter
sleeping bag, sleep sack, bedroll
hammock, swing bed
camp chair, folding chair, camping chair, deck chair, deckchair, garden chair
cooler, cool box, coolbox, ice box, icebox, esky, cooler box, ice chest
picnic > cooler, blanket
hiking, trekking, walking, hike, trek, trail
camping, camp
outdoor, outdoors
stove ~ cookset
bbq, barbecue, grill
bbq ~ skillet, apron
fishing ~ flask, knife, raincoat
notebook, journal, notepad, diary, writing pad, jotter
sketchbook ~ notebook
planner, diary, organizer, agenda, week planner, calendar
calendar ~ planner
pen, fountain pen, ballpoint, biro
pencil, colored pencils, crayon
stationery > notebook, pen, pencil, planner
stationery, stationary, office supplies
desk tray, letter tray, desk organizer, pen tray, catchall, valet tray
desk mat, desk pad, blotter, mouse mat, mousepad, mouse pad
book, novel, reading book
cookbook, recipe book, cookery book, recipes
guidebook ~ book
magazine ~ book
card, greeting card, postcard
toy, toys
game, board game
gift, present
gift ~ candle, mug
christmas ~ gift, candle
birthday ~ gift
wedding ~ gift, set
valentine ~ gift, candle
fathers day ~ gift
mothers day ~ gift
party, celebration
kids, children, childrens
baby, infant, newborn
mens, men, gents, male
womens, women, ladies, female
wood, wooden, timber
wool, woolen, woollen
wool > lambswool, merino, cashmere, alpaca
cashmere ~ merino, wool
leather, hide
metal > steel, iron, brass
steel, stainless steel
cast iron, castiron
linen, flax
cotton > jersey, terry, canvas
canvas, sailcloth
enamel, enameled, enamelled
down, feather
waterproof, water resistant, rainproof
rain, rainy
warm, cozy, cosy, winter
winter > wool
summer, beach
recycled, upcycled, sustainable, eco friendly
eco ~ recycled, organic
organic, bio
vegan, plant based
striped, stripy, stripes, stripe, breton
checked, check, plaid, tartan, checkered, gingham
handmade, hand made, handcrafted, handwoven, artisan
blue > navy, sky, denim, lagoon, indigo, turquoise, teal
green > moss, sage, forest, pine, olive, khaki
red > brick, rust, crimson, burgundy
white > chalk, cream, ivory, natural
black > charcoal
grey, gray
gray > charcoal, slate, fog, steel
beige > natural, sand, oat, cream
beige, tan
brown > chestnut, walnut, tan, clay
yellow > ochre, honey, mustard
orange > rust
pink > rose
purple > plum, heather
gold > brass
silver > steel
xl, extra large
xs, extra small
`;

/** The same for what shoppers ask about a shop, to find its pages. */
export const serviceSynonyms = `
return, refund, exchange, send back, money back, withdrawal, cancel order
shipping, delivery, postage, deliver, dispatch, tracking, track order, shipping cost
contact, phone, telephone, email, help, support, customer service, address, call
faq, questions, help, frequently asked questions
privacy, data protection, gdpr, cookies, personal data
terms, terms and conditions, conditions, agb
imprint, legal notice, impressum, company
payment, pay, credit card, paypal, invoice
warranty, guarantee, faulty, repair
size guide, sizes, sizing, size chart
about, about us, story, who we are
accessibility, a11y
gift card, voucher, gift voucher
`;
