import { Text } from "#platform/text";
import { isExample } from "./examples";
import { aliases, type Format, formats, unsupported } from "./formats";

/** VAT number as registers write it, "DE123456789", or a message to the shopper why it cannot be one. */
export type Parsed = { id: string } | { refusal: string };

const longest = 200;

/** Reads a VAT number in any common spelling. A number that is well formed need not exist: only the register knows. */
export function parse(text: string): Parsed {
  if (text.length > longest) return { refusal: general };
  const typed = Text.compact(text).toUpperCase().replace(/[.,/]/g, "");
  if (!/^[A-Z0-9+*]+$/.test(typed)) return { refusal: general };
  const other = unsupported.find(({ pattern }) => pattern.test(typed));
  if (other) return { refusal: other.says };
  const prefix = aliases[typed.slice(0, 2)] ?? typed.slice(0, 2);
  const format = Object.hasOwn(formats, prefix) ? formats[prefix] : undefined;
  if (!format) return { refusal: general };
  const number = complete(prefix, typed.slice(2));
  const id = `${prefix}${number}`;
  if (isExample(id)) return { refusal: example };
  if (!format.pattern.test(number))
    return {
      refusal: `A VAT number of ${format.name} is ${format.form}. Check it, or leave this field empty.`,
    };
  if (!format.checks(number).isValid) return { refusal: mistyped };
  return { id };
}

/** Returns the format of a number that `parse` has read. */
export function formatOf(id: string): Format {
  const format = formats[id.slice(0, 2)];
  if (!format) throw new Error("This is no number that the parser has read.");
  return format;
}

/** Returns where a business with this number is registered: an ISO 3166 code, or "GB-NIR" for Northern Ireland. */
export const territoryOf = (id: string) => formatOf(id).territory;

/** Returns the tax area in which a business with this number owes VAT: its country, or "XI" for Northern Ireland. */
export const taxAreaOf = (id: string) => (id.startsWith("XI") ? "XI" : territoryOf(id));

/** Adds the leading zero to Belgian numbers, which had nine digits once and are still written so. */
const complete = (prefix: string, number: string) =>
  prefix === "BE" && /^\d{9}$/.test(number) ? `0${number}` : number;

const general =
  "This is not a valid business tax ID. Enter the VAT number with its country's letters, such as DE followed by 9 digits, or leave this field empty.";

const mistyped =
  "This is not a valid business tax ID: its check digits do not match. Check it for a typing error, or leave this field empty.";

const example =
  "This is an example number. Enter the VAT number of your own business, or leave this field empty.";
