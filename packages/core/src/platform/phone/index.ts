import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";
import { Text } from "../text";

export * as Phone from "./index";

/** More than any number with its country code, spaces and an extension, and with what is pasted around it. */
const longest = 60;
const longestRaw = 500;

/**
 * Returns a phone number as people and phones write it in E.164 form, "+15550100199", or null when no such number is
 * possible. `country` is where a number without a country code is dialed. An extension is left out: neither an SMS nor
 * a carrier can dial it.
 */
export function parse(typed: string | undefined, country?: string): string | null {
  if (!typed || typed.length > longestRaw) return null;
  const text = Text.plain(typed).replace(/^(?:tel|phone|mobile|fax):\s*/i, "");
  if (text.length > longest || !/^[+(\d]/.test(text)) return null;
  // "+" is dialed as "00" in most of the world, and "(0)" stands for a zero that is dialed at home only.
  const number = text.replace(/;.*$/, "").replace(/^\(?00(?=[\s()./-]*[1-9])/, "+");
  const home = number.startsWith("+") ? undefined : country;
  return possible(withoutPlus(number, home) ?? number, home) ?? possible(number.replace(/\(0\)/, ""), home);
}

/** Returns a phone number in the form of its own country with the country's code, for people; others as they are. */
export const format = (phone: string) => read(phone)?.formatInternational() ?? phone;

/** Returns a typed number in E.164 form where it is one, else the text as typed, for a schema to refuse. */
export const spell = (typed: string | undefined, country?: string) => parse(typed, country) ?? typed;

/** Spells the phone number of a form by the form's country, before a schema looks at it. */
export function inForm<Form extends { phone?: unknown; country?: unknown }>(form: Form): Form {
  const { phone, country } = form;
  if (typeof phone !== "string" || typeof country !== "string") return form;
  return { ...form, phone: spell(phone, Text.plain(country).toUpperCase()) };
}

/** The schema of a number with its country code that may be left out, in E.164 form. */
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

/** "49 151 …" of a German address has its country's code already, without the plus. */
function withoutPlus(text: string, country?: string) {
  if (!country || /^\(?0/.test(text)) return null;
  const number = read(`+${text.replace(/\D/g, "")}`);
  return number?.country === country && number.isValid() ? number.number : null;
}

function read(text: string, country?: string) {
  const known = country && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  return parsePhoneNumberFromString(text, { extract: false, ...(known && { defaultCountry: known }) });
}
