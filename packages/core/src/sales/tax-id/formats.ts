import { validate as austrian } from "stdnum/lib/cjs/at/uid.js";
import { validate as belgian } from "stdnum/lib/cjs/be/vat.js";
import { validate as bulgarian } from "stdnum/lib/cjs/bg/vat.js";
import { validate as cypriot } from "stdnum/lib/cjs/cy/vat.js";
import { validate as czech } from "stdnum/lib/cjs/cz/dic.js";
import { validate as german } from "stdnum/lib/cjs/de/vat.js";
import { validate as danish } from "stdnum/lib/cjs/dk/cvr.js";
import { validate as estonian } from "stdnum/lib/cjs/ee/kmkr.js";
import { validate as spanish } from "stdnum/lib/cjs/es/nif.js";
import { validate as finnish } from "stdnum/lib/cjs/fi/alv.js";
import { validate as french } from "stdnum/lib/cjs/fr/tva.js";
import { validate as british } from "stdnum/lib/cjs/gb/vat.js";
import { validate as greek } from "stdnum/lib/cjs/gr/vat.js";
import { validate as croatian } from "stdnum/lib/cjs/hr/oib.js";
import { validate as hungarian } from "stdnum/lib/cjs/hu/anum.js";
import { validate as irish } from "stdnum/lib/cjs/ie/vat.js";
import { validate as italian } from "stdnum/lib/cjs/it/iva.js";
import { validate as lithuanian } from "stdnum/lib/cjs/lt/pvm.js";
import { validate as luxembourgish } from "stdnum/lib/cjs/lu/tva.js";
import { validate as latvian } from "stdnum/lib/cjs/lv/pvn.js";
import { validate as maltese } from "stdnum/lib/cjs/mt/vat.js";
import { validate as dutch } from "stdnum/lib/cjs/nl/btw.js";
import { validate as polish } from "stdnum/lib/cjs/pl/nip.js";
import { validate as portuguese } from "stdnum/lib/cjs/pt/nif.js";
import { validate as romanian } from "stdnum/lib/cjs/ro/cui.js";
import { validate as swedish } from "stdnum/lib/cjs/se/vat.js";
import { validate as slovenian } from "stdnum/lib/cjs/si/ddv.js";
import { validate as slovak } from "stdnum/lib/cjs/sk/dph.js";

/** Format of the VAT numbers of a territory: the pattern after its two letters, and its check digits. */
export type Format = {
  /** Its ISO 3166 code; Northern Ireland is no country, and has the one of ISO 3166-2. */
  territory: string;
  name: string;
  /** Form of a number in words; not an example to type in. */
  form: string;
  pattern: RegExp;
  checks: (number: string) => { isValid: boolean };
};

/**
 * Formats of every territory whose numbers the EU's register (VIES) knows, by the two letters before its numbers.
 * Patterns are those that VIES publishes; check digits are the library's.
 */
export const formats: Readonly<Record<string, Format>> = {
  AT: {
    territory: "AT",
    name: "Austria",
    form: "ATU followed by 8 digits",
    pattern: /^U\d{8}$/,
    checks: austrian,
  },
  BE: {
    territory: "BE",
    name: "Belgium",
    form: "BE followed by 10 digits",
    pattern: /^[01]\d{9}$/,
    checks: belgian,
  },
  BG: {
    territory: "BG",
    name: "Bulgaria",
    form: "BG followed by 9 or 10 digits",
    pattern: /^\d{9,10}$/,
    checks: bulgarian,
  },
  CY: {
    territory: "CY",
    name: "Cyprus",
    form: "CY followed by 8 digits and a letter",
    pattern: /^\d{8}[A-Z]$/,
    checks: cypriot,
  },
  CZ: {
    territory: "CZ",
    name: "Czechia",
    form: "CZ followed by 8 to 10 digits",
    pattern: /^\d{8,10}$/,
    checks: czech,
  },
  DE: {
    territory: "DE",
    name: "Germany",
    form: "DE followed by 9 digits",
    pattern: /^[1-9]\d{8}$/,
    checks: german,
  },
  DK: {
    territory: "DK",
    name: "Denmark",
    form: "DK followed by 8 digits",
    pattern: /^[1-9]\d{7}$/,
    checks: danish,
  },
  EE: {
    territory: "EE",
    name: "Estonia",
    form: "EE followed by 9 digits",
    pattern: /^\d{9}$/,
    checks: estonian,
  },
  EL: { territory: "GR", name: "Greece", form: "EL followed by 9 digits", pattern: /^\d{9}$/, checks: greek },
  ES: {
    territory: "ES",
    name: "Spain",
    form: "ES followed by 9 letters and digits",
    pattern: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
    checks: spanish,
  },
  FI: {
    territory: "FI",
    name: "Finland",
    form: "FI followed by 8 digits",
    pattern: /^\d{8}$/,
    checks: finnish,
  },
  FR: {
    territory: "FR",
    name: "France",
    form: "FR followed by 2 letters or digits and 9 digits",
    pattern: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
    checks: french,
  },
  HR: {
    territory: "HR",
    name: "Croatia",
    form: "HR followed by 11 digits",
    pattern: /^\d{11}$/,
    checks: croatian,
  },
  HU: {
    territory: "HU",
    name: "Hungary",
    form: "HU followed by 8 digits",
    pattern: /^\d{8}$/,
    checks: hungarian,
  },
  IE: {
    territory: "IE",
    name: "Ireland",
    form: "IE followed by 7 digits and 1 or 2 letters",
    pattern: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
    checks: irish,
  },
  IT: {
    territory: "IT",
    name: "Italy",
    form: "IT followed by 11 digits",
    pattern: /^\d{11}$/,
    checks: italian,
  },
  LT: {
    territory: "LT",
    name: "Lithuania",
    form: "LT followed by 9 or 12 digits",
    pattern: /^(\d{9}|\d{12})$/,
    checks: lithuanian,
  },
  LU: {
    territory: "LU",
    name: "Luxembourg",
    form: "LU followed by 8 digits",
    pattern: /^\d{8}$/,
    checks: luxembourgish,
  },
  LV: {
    territory: "LV",
    name: "Latvia",
    form: "LV followed by 11 digits",
    pattern: /^\d{11}$/,
    checks: latvian,
  },
  MT: {
    territory: "MT",
    name: "Malta",
    form: "MT followed by 8 digits",
    pattern: /^\d{8}$/,
    checks: maltese,
  },
  NL: {
    territory: "NL",
    name: "the Netherlands",
    form: "NL followed by 9 digits, the letter B and 2 digits",
    pattern: /^\d{9}B\d{2}$/,
    checks: dutch,
  },
  PL: {
    territory: "PL",
    name: "Poland",
    form: "PL followed by 10 digits",
    pattern: /^\d{10}$/,
    checks: polish,
  },
  PT: {
    territory: "PT",
    name: "Portugal",
    form: "PT followed by 9 digits",
    pattern: /^\d{9}$/,
    checks: portuguese,
  },
  RO: {
    territory: "RO",
    name: "Romania",
    form: "RO followed by 2 to 10 digits",
    pattern: /^[1-9]\d{1,9}$/,
    checks: romanian,
  },
  SE: {
    territory: "SE",
    name: "Sweden",
    form: "SE followed by 12 digits",
    pattern: /^\d{10}01$/,
    checks: swedish,
  },
  SI: {
    territory: "SI",
    name: "Slovenia",
    form: "SI followed by 8 digits",
    pattern: /^[1-9]\d{7}$/,
    checks: slovenian,
  },
  SK: {
    territory: "SK",
    name: "Slovakia",
    form: "SK followed by 10 digits",
    pattern: /^[1-9]\d{9}$/,
    checks: slovak,
  },
  XI: {
    territory: "GB-NIR",
    name: "Northern Ireland",
    form: "XI followed by 9 or 12 digits, or by GD or HA and 3 digits",
    pattern: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
    checks: british,
  },
};

/** Other spellings of the two letters: Greece is EL in the register and GR in ISO 3166. */
export const aliases: Readonly<Record<string, string>> = { GR: "EL" };

/** Numbers of countries outside the register, and why they change nothing here. */
export const unsupported: readonly { pattern: RegExp; says: string }[] = [
  {
    pattern: /^GB/,
    says: "A UK VAT number changes nothing here: no VAT is charged on deliveries to Great Britain. Leave this field empty, or enter the XI number of a business in Northern Ireland.",
  },
  {
    pattern: /^NO|^\d{9}MVA$/,
    says: "Norwegian VAT numbers are not supported, because we do not deliver to Norway. Leave this field empty.",
  },
  {
    pattern: /^CHE?\d|^\d{9}(MWST|TVA|IVA)$/,
    says: "Swiss VAT numbers are not supported, because we do not deliver to Switzerland. Leave this field empty.",
  },
];
