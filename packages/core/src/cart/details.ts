import { z } from "zod";
import { parse as parseTaxId } from "../pricing/tax-id";

/** One line of text as people write names and streets: trimmed, composed (NFC), without control characters. */
const line = (max: number, missing: string) =>
  z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(max, `At most ${max} characters.`)
        .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, "It has characters that do not print."),
    );

const optionalLine = (max: number) =>
  z
    .string()
    .optional()
    .transform((text) => text?.normalize("NFC").trim() || undefined)
    .pipe(
      z
        .string()
        .max(max, `At most ${max} characters.`)
        .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, "It has characters that do not print.")
        .optional(),
    );

/** Who to write to. One plain address: no list, no display name, no line break. */
export const Email = z
  .string()
  .transform((text) => text.normalize("NFKC").trim())
  .pipe(z.email("Enter an e-mail address like name@example.com.").max(254, "At most 254 characters."));

/** A phone number as text messages need it, `+15550100199`, or null when it does not say its country. */
export function international(phone: string | undefined) {
  const digits = (phone ?? "").replace(/[^+0-9]/g, "").replace(/^00/, "+");
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null;
}

const Person = z.object({
  email: Email,
  name: line(100, "Enter your name."),
  phone: z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(
      z
        .string()
        .regex(/^\+?[0-9 ()./-]{5,24}$/, "Enter a phone number like +1 555 010 0199.")
        .optional(),
    ),
  /** Of a business in the European Union, with its country's letters. */
  taxId: z
    .string()
    .optional()
    .transform((text, context) => {
      if (!text?.trim()) return undefined;
      const id = parseTaxId(text);
      if (id) return id;
      context.addIssue({
        code: "custom",
        message:
          "This is not a valid business tax ID. Enter it with its country's letters, like DE136695976.",
      });
      return z.NEVER;
    }),
  /** Consent: text me when it ships. */
  textUpdates: z
    .boolean()
    .optional()
    .transform((wanted) => wanted || undefined),
});

export const Contact = Person.superRefine(({ phone, textUpdates }, context) => {
  if (!textUpdates || international(phone)) return;
  const message = phone
    ? "To text you we need your number with its country code, like +1 555 010 0199."
    : "Enter the phone number that we may text, like +1 555 010 0199.";
  context.addIssue({ code: "custom", path: ["phone"], message });
});

export const Address = z.object({
  line1: line(120, "Enter the street and number."),
  line2: optionalLine(120),
  city: line(80, "Enter the city."),
  region: optionalLine(60),
  postalCode: line(16, "Enter the postal code."),
  country: z
    .string()
    .transform((code) => code.trim().toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{2}$/, "Choose a country.")),
});

export type Contact = z.output<typeof Contact>;
export type Address = z.output<typeof Address>;
