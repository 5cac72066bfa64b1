import { within } from "./typo";

/** Well-known email domains: their endings, by their name before the first dot. */
const known = new Map(
  Object.entries({
    "126": ["com"],
    "163": ["com"],
    aim: ["com"],
    alice: ["it"],
    aol: ["com", "de", "fr", "co.uk"],
    att: ["net"],
    bellsouth: ["net"],
    bigpond: ["com", "net.au"],
    bluewin: ["ch"],
    btinternet: ["com"],
    charter: ["net"],
    comcast: ["net"],
    cox: ["net"],
    earthlink: ["net"],
    email: ["com", "de"],
    fastmail: ["com", "fm"],
    free: ["fr"],
    freenet: ["de"],
    gmail: ["com"],
    gmx: ["de", "net", "at", "ch", "com", "fr", "es", "co.uk", "us"],
    googlemail: ["com"],
    hey: ["com"],
    hotmail: ["com", "de", "fr", "it", "es", "co.uk", "nl", "be", "se", "ca"],
    icloud: ["com"],
    interia: ["pl"],
    laposte: ["net"],
    libero: ["it"],
    live: ["com", "de", "fr", "it", "nl", "be", "se", "ca", "co.uk", "com.au"],
    mac: ["com"],
    mail: ["com", "de", "ru", "ee", "bg"],
    me: ["com"],
    msn: ["com"],
    naver: ["com"],
    o2: ["pl", "co.uk"],
    online: ["de", "no"],
    optonline: ["net"],
    orange: ["fr"],
    outlook: ["com", "de", "fr", "it", "es", "at", "be", "dk", "ie", "com.br", "com.au"],
    pm: ["me"],
    posteo: ["de", "net"],
    proton: ["me"],
    protonmail: ["com", "ch"],
    qq: ["com"],
    rocketmail: ["com"],
    sbcglobal: ["net"],
    seznam: ["cz"],
    sfr: ["fr"],
    sky: ["com"],
    "t-online": ["de"],
    tiscali: ["it", "co.uk"],
    tutanota: ["com", "de"],
    verizon: ["net"],
    virgilio: ["it"],
    wanadoo: ["fr", "es", "nl"],
    web: ["de"],
    wp: ["pl"],
    yahoo: [
      "com",
      "de",
      "fr",
      "it",
      "es",
      "ca",
      "in",
      "co.uk",
      "co.in",
      "co.jp",
      "com.br",
      "com.au",
      "com.mx",
    ],
    yandex: ["ru", "com"],
    ymail: ["com"],
    zoho: ["com"],
    ziggo: ["nl"],
  }),
);

/** Endings of countries that are often typed instead of "com". */
const almostCom = ["co", "cm", "om"];

/** Shortest name that is corrected. Shorter ones are one letter from too many real names; only their ending is. */
const shortestName = 5;

/**
 * Returns the address that was probably intended when a domain is one or two letters from a well-known one:
 * `name@gmail.com` for `name@gmial.com`, `name@web.de` for `name@web.dee`. Returns null for all other addresses.
 */
export function intendedEmail(email: string): string | null {
  const [, local = "", typedName = "", typedEnding = ""] = /^(.+)@([^@.]+)\.([^@]+)$/.exec(email) ?? [];
  const name = typedName.toLowerCase();
  const ending = typedEnding.toLowerCase();
  if (known.get(name)?.includes(ending)) return null;
  const domain = (known.has(name) ? [name] : nearNames(name)).flatMap((near) => {
    const meant = endingOf(ending, known.get(near) ?? []);
    return meant ? [`${near}.${meant}`] : [];
  })[0];
  return domain ? `${local}@${domain}` : null;
}

const nearNames = (name: string) =>
  [...known.keys()].filter(
    (near) => near.length >= shortestName && within(name, near, near.length > 8 ? 2 : 1),
  );

/** Returns the intended ending, or null when the typed one belongs to a country. */
function endingOf(ending: string, endings: string[]) {
  if (endings.includes(ending)) return ending;
  if (isCountrys(ending) && !almostCom.includes(ending)) return null;
  if (almostCom.includes(ending)) return endings.includes("com") ? "com" : null;
  return endings.find((one) => within(ending, one, 1)) ?? null;
}

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
const isCountrys = (ending: string) => {
  const last = ending.split(".").at(-1) ?? "";
  return last === "uk" || (/^[a-z]{2}$/.test(last) && regions.of(last.toUpperCase()) !== undefined);
};
