import { z } from "zod";
import { Phone } from "../phone";
import { parse as parseTaxId } from "../tax-id/parse";
import { Text } from "../text";

/** Whom to write to. */
export const Email = Text.email("Enter an email address like name@example.com.");

const Person = z.object({
  email: Email,
  name: Text.line(100, "Enter your name."),
  phone: Phone.schema,
  /** Of a business in the European Union, with its country's letters. */
  taxId: z
    .string()
    .optional()
    .transform((text, context) => {
      if (!text?.trim()) return undefined;
      const parsed = parseTaxId(text);
      if ("id" in parsed) return parsed.id;
      context.addIssue({ code: "custom", message: parsed.refusal });
      return z.NEVER;
    }),
  /** Consent: text me when it ships. */
  textUpdates: z
    .boolean()
    .optional()
    .transform((wanted) => wanted || undefined),
});

export const Contact = Person.superRefine(({ phone, textUpdates }, context) => {
  if (!textUpdates || phone) return;
  const message = "Enter the phone number that we may text, like +1 555 010 0199.";
  context.addIssue({ code: "custom", path: ["phone"], message });
});

/** A contact as a row keeps it: older rows have the phone number as typed, and tax IDs that are no longer accepted. */
export const StoredContact = Person.extend({
  phone: z.string().max(60).optional(),
  taxId: z.string().max(40).optional(),
});

export const Address = z.object({
  line1: Text.line(120, "Enter the street and number."),
  line2: Text.optional(120),
  city: Text.line(80, "Enter the city."),
  region: Text.optional(60),
  /** Empty where the country does without; whether it may be is for `Place` to say. */
  postalCode: Text.optional(16).transform((text) => text ?? ""),
  country: z
    .string()
    .transform((code) => Text.plain(code).toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{2}$/, "Choose a country.")),
});

export type Contact = z.output<typeof Contact>;
export type Address = z.output<typeof Address>;
