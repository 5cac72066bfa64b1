/** Words of titles and options, so that rows of the file differ as those of a shop do. */
const nouns = ["Tee", "Mug", "Lamp", "Scarf", "Bowl", "Chair", "Candle", "Jacket"];
const sizes = ["S", "M", "L", "XL"];

/** Returns a file as Shopify exports it, of products with four variants each, that has this many variants. */
export function shopifyFile(variants: number, word: string): string {
  const rows = [
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Status",
  ];
  for (let n = 0; n < variants; n++) {
    const product = Math.floor(n / sizes.length);
    const size = sizes[n % sizes.length] ?? "";
    const handle = `${word}-${product}`;
    const noun = nouns[product % nouns.length] ?? "";
    const isFirst = n % sizes.length === 0;
    const about = isFirst
      ? `${noun} ${word} ${product},<p>A <b>${noun.toLowerCase()}</b> of lot ${product}.</p>,Maker ${product % 40},,"lot-${product % 25}, ${noun.toLowerCase()}",true,Size`
      : ",,,,,,";
    rows.push(
      `${handle},${about},${size},${handle}-${size},${100 + (n % 900)},${n % 50},${5 + (n % 90)}.90,active`,
    );
  }
  return rows.join("\n");
}
