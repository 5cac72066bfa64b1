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

export const Contact = z.object({
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
