/**
 * Most frequent words in lists of leaked passwords, without years, exclamation marks and digits that stand for letters.
 */
const words = new Set(
  `abc abcd access account admin administrator adobe airplane alexander alexis amanda america andrea andrew angel angela
  angels anthony apple apples arsenal asdf asdfgh asdfghjk asdfghjkl ashley august austin autumn azerty baby
  babygirl bailey banana barcelona baseball basketball batman beautiful benjamin bigdog blahblah blessed blink
  bond bonjour boomer brandon broncos bubbles bulldog buster butterfly captain carlos carmen changeme charlie cheese
  chelsea chester chicken chocolate chris christian claudia clifford cocacola coffee computer cookie corvette cowboys
  crystal daddy dallas daniel danielle david december default demo diablo diamond dolphin donald dragon eagles elizabeth
  eminem enter family ferrari firebird fishing flower fluffy football forever france freddy freedom friday friends
  gandalf gateway george ginger godzilla golfer google guest guitar hacker hammer hannah happy
  harley heather hello helloworld hockey holiday horses hunter iceman iloveu iloveyou india internet isabella
  jackson january jasmine jennifer jessica jesus jonathan jordan joseph joshua juice junior justin kawasaki killer
  kitty knight ladybug lakers lauren legend letmein liverpool login london looking lovely loveme lover lucky maggie
  marina marlboro martin master matrix matthew maverick melissa mercedes merlin metallica michael michelle mickey
  midnight minecraft miller monday monica monkey monster morgan mother mustang mypassword myspace naruto nathan
  newyork nicholas nicole nintendo ninja nirvana nothing november october oliver online orange pakistan panther
  parker pass passport password passwort passwd patrick peanut pepper phoenix pikachu player please pokemon porsche
  prince princess private purple qazwsx qazwsxedc qwer qwert qwerty qwertyu qwertyui qwertyuiop qwertz rabbit rachel
  raiders rainbow ranger rangers realmadrid rebecca redskins robert root samantha samsung sarah saturday scooter
  scorpion secret security september service shadow silver slipknot smokey snoopy soccer sophie spider spiderman
  spring starwars steelers stella stephanie summer sunday sunflower sunshine superman superstar system target taylor
  teacher temp tennis test tester testing thomas thunder tiffany tigger tinkerbell trustno turtle twilight user
  vanessa vegeta veronica victoria viking warrior welcome whatever william wilson windows winner winter wizard
  xbox yamaha yankees yellow zaq zaqxsw zxcv zxcvb zxcvbn zxcvbnm`.split(/\s+/),
);

/** Sequences on the keyboard and in the alphabet. */
const runs = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn",
  "1q2w3e4r5t6y7u8i9o0p",
];

const spelled: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** Tells whether guessers try this password among the first. */
export function isCommon(password: string) {
  const plain = password.normalize("NFKC").toLowerCase();
  return [plain, unspell(plain)].some((text) => isRun(text) || isWord(text));
}

/** Recognizes a common word, single or doubled, with digits and signs around it. */
function isWord(text: string) {
  const core = text.replace(/^[^a-z]+|[^a-z]+$/g, "");
  return [core, half(core)].some((word) => words.has(word));
}

const half = (text: string) =>
  text.slice(0, text.length / 2) === text.slice(text.length / 2) ? text.slice(0, text.length / 2) : text;

/** Recognizes up to four characters repeated, and a sequence in either direction. */
function isRun(text: string) {
  if (/^(.{1,4})\1+.{0,3}$/u.test(text)) return true;
  const backwards = [...text].reverse().join("");
  return runs.some((run) => run.repeat(3).includes(text) || run.repeat(3).includes(backwards));
}

const unspell = (text: string) => text.replace(/[0134571@$]/g, (sign) => spelled[sign] ?? sign);
