import { Text } from "../text";

/**
 * Business tax ids of the European Union: how each country writes them and, where it has one, its check digit. That a
 * number is well formed does not say that it was given out: who needs to know asks the register.
 */
const countries: Record<string, (id: string) => boolean> = {
  AT: (id) => /^U\d{8}$/.test(id) && austrian(digits(id.slice(1))),
  BE: (id) => /^[01]\d{9}$/.test(id) && 97 - (Number(id.slice(0, 8)) % 97) === Number(id.slice(8)),
  DE: (id) => /^[1-9]\d{8}$/.test(id) && mod11and10(digits(id)),
  DK: (id) => /^[1-9]\d{7}$/.test(id) && weighted(id, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  ES: spanish,
  FI: (id) => /^\d{8}$/.test(id) && (11 - (weighted(id, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === Number(id[7]),
  FR: french,
  IE: irish,
  IT: (id) => /^\d{11}$/.test(id) && luhn(digits(id)),
  NL: dutch,
  SE: (id) => /^\d{10}01$/.test(id) && luhn(digits(id.slice(0, 10))),
};

/** The id as registers write it, "DE136695976", or null when it is none that we can read. */
export function parse(text: string): string | null {
  if (text.length > 200) return null;
  const id = Text.compact(text).toUpperCase().replace(/[./]/g, "");
  const [, country = "", number = ""] = /^([A-Z]{2})([A-Z0-9]{2,13})$/.exec(id) ?? [];
  return countries[country]?.(number) ? id : null;
}

/** Where a business with this id is registered. */
export const countryOf = (taxId: string) => taxId.slice(0, 2);

const digits = (text: string) => [...text].map(Number);

const weighted = (text: string, weights: number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0);

const sumOfDigits = (number: number) => Math.floor(number / 10) + (number % 10);

function luhn(all: number[]) {
  const sum = all
    .toReversed()
    .reduce((total, digit, i) => total + (i % 2 ? sumOfDigits(digit * 2) : digit), 0);
  return sum % 10 === 0;
}

/** ISO 7064, MOD 11,10. */
function mod11and10(all: number[]) {
  const product = all.slice(0, -1).reduce((before, digit) => (((digit + before) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10 === all.at(-1);
}

function austrian(all: number[]) {
  const sum = all
    .slice(0, 7)
    .reduce((total, digit, i) => total + (i % 2 ? sumOfDigits(digit * 2) : digit), 0);
  return (10 - ((sum + 4) % 10)) % 10 === all[7];
}

/** The first two are a check of the company's number when they are digits; newer ones may be letters. */
function french(id: string) {
  if (!/^[0-9A-HJ-NP-Z]{2}\d{9}$/.test(id)) return false;
  if (!/^\d\d/.test(id)) return true;
  return (12 + 3 * (Number(id.slice(2)) % 97)) % 97 === Number(id.slice(0, 2));
}

function irish(id: string) {
  if (!/^\d{7}[A-W][A-I]?$/.test(id)) return false;
  const extra = id[8] ? (id.charCodeAt(8) - 64) * 9 : 0;
  return "WABCDEFGHIJKLMNOPQRSTUV"[(weighted(id, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23] === id[7];
}

/** Companies by the eleven test, sole traders since 2020 by MOD 97-10 over the whole id with its letters as numbers. */
function dutch(id: string) {
  if (!/^\d{9}B\d{2}$/.test(id)) return false;
  const eleven = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(id[8]);
  const spelled = [...`NL${id}`].map((sign) => Number.parseInt(sign, 36)).join("");
  return eleven || BigInt(spelled) % 97n === 1n;
}

/** People by their number modulo 23, companies by a sum whose check is a digit or a letter. */
function spanish(id: string) {
  const letters = "TRWAGMYFPDXBNJZSQVHLCKE";
  const person = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(id);
  if (person) {
    const [, sign = "", number = "", check] = person;
    if (sign.length + number.length !== 8) return false;
    const spelled = sign ? `${"XYZ".indexOf(sign)}${number}` : number;
    return letters[Number(spelled) % 23] === check;
  }
  const company = /^[A-HJNP-SUVW](\d{7})([0-9A-J])$/.exec(id);
  if (!company) return false;
  const [, number = "", check = ""] = company;
  const sum = digits(number).reduce((total, digit, i) => total + (i % 2 ? digit : sumOfDigits(digit * 2)), 0);
  const expected = (10 - (sum % 10)) % 10;
  return check === String(expected) || check === "JABCDEFGHI"[expected];
}
