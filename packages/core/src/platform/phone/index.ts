import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";
import { Text } from "../text";

export * as Phone from "./index";

/** Longest number with country code, spaces and extension, cleaned and as pasted, in characters. */
const longest = 60;
const longestRaw = 500;

/**
 * Parses a typed phone number into E.164 form, "+15550100199". Returns null when no such number is possible. `country`
 * is the country of a number without a country code. An extension is left out: neither an SMS nor a carrier can dial it.
 */
export function parse(typed: string | undefined, country?: string): string | null {
  if (!typed || typed.length > longestRaw) return null;
  const text = Text.plain(typed).replace(/^(?:tel|phone|mobile|fax):\s*/i, "");
  if (text.length > longest || !/^[+(\d]/.test(text)) return null;
  // "+" is dialed as "00" in most countries, and "(0)" is a zero that is dialed within the country only.
  const number = text.replace(/;.*$/, "").replace(/^\(?00(?=[\s()./-]*[1-9])/, "+");
  const home = number.startsWith("+") ? undefined : country;
  return possible(withoutPlus(number, home) ?? number, home) ?? possible(number.replace(/\(0\)/, ""), home);
}

/** Formats a phone number for people, with its country code. Returns other text as it is. */
export const format = (phone: string) => read(phone)?.formatInternational() ?? phone;

/** Returns a typed number in E.164 form, or the text as typed for a schema to reject. */
export const spell = (typed: string | undefined, country?: string) => parse(typed, country) ?? typed;

/** Converts the phone number of a form to E.164 form by the form's country, before a schema parses it. */
export function inForm<Form extends { phone?: unknown; country?: unknown }>(form: Form): Form {
  const { phone, country } = form;
  if (typeof phone !== "string" || typeof country !== "string") return form;
  return { ...form, phone: spell(phone, Text.plain(country).toUpperCase()) };
}

/** Optional phone number with country code, parsed into E.164 form. */
export const schema = z
  .string()
  .optional()
  .transform((typed, context) => {
    if (!Text.clean((typed ?? "").slice(0, longestRaw))) return undefined;
    const number = parse(typed);
    if (number) return number;
    context.addIssue({
      code: "custom",
      message: "This is not a complete phone number. Enter it with its country code, like +1 555 010 0199.",
    });
    return z.NEVER;
  });

function possible(text: string, country?: string) {
  const number = read(text, country);
  return number?.isPossible() ? number.number : null;
}

/** Returns a number that has its country code but no plus, such as "49 151 …" in Germany, or null. */
function withoutPlus(text: string, country?: string) {
  if (!country || /^\(?0/.test(text)) return null;
  const number = read(`+${text.replace(/\D/g, "")}`);
  return number?.country === country && number.isValid() ? number.number : null;
}

function read(text: string, country?: string) {
  const known = country && isSupportedCountry(country) ? country : undefined;
  return parsePhoneNumberFromString(text, { extract: false, ...(known && { defaultCountry: known }) });
}
