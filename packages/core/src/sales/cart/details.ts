import { z } from "zod";
import { Phone } from "#platform/phone";
import { PersonName } from "#platform/place";
import { Text } from "#platform/text";
import { parse as parseTaxId } from "../tax-id";

export { Address } from "#platform/place";

export const Email = Text.email("Enter an email address like name@example.com.");

const Person = z.object({
  email: Email,
  name: PersonName,
  phone: Phone.schema,
  /** VAT number of a business in the European Union, with its country prefix. */
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
  /** Consent to an SMS when the order ships. */
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

/** Stored contact. Older rows have the phone number as typed, and tax IDs that are no longer accepted. */
export const StoredContact = Person.extend({
  phone: z.string().max(60).optional(),
  taxId: z.string().max(40).optional(),
});

export type Contact = z.output<typeof Contact>;
export type StoredContact = Pick<Contact, "email" | "name"> & Partial<Contact>;
