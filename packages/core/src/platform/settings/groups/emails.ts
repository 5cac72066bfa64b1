import { z } from "zod";

/** Placeholders of each email about an order, besides those that all have. */
const ofOrders = {
  received: ["total"],
  in_review: [],
  paid: ["total"],
  shipped: ["carrier", "tracking"],
  delivered: [],
  canceled: [],
  canceled_refunded: ["cause", "refund"],
  refunded: ["refunded", "why", "way"],
  refund_failed: ["refunded"],
  return_requested: ["items"],
  return_approved: ["items", "answer"],
  return_declined: ["items", "answer"],
  tax_id_refused: [],
  review_due: [],
} as const satisfies Record<string, readonly string[]>;

/** Emails about an account that the merchant may write. Those about security changes stay as they are. */
const ofAccounts = {
  sign_up: ["code"],
  sign_up_known: [],
  sign_in: ["code"],
  sign_in_unknown: [],
  reset: [],
  reset_unknown: [],
  email_new: ["code"],
  email_taken: [],
  email_before: [],
  order_lookup: [],
  order_lookup_none: [],
  alert_confirm: [],
  back_in_stock: ["product"],
  price_drop: ["product", "price"],
} as const satisfies Record<string, readonly string[]>;

export type EmailKind = keyof typeof ofOrders | keyof typeof ofAccounts;

const placeholders: Record<EmailKind, string[]> = {
  ...mapped(ofOrders, (own) => ["shop", "name", "number", ...own]),
  ...mapped(ofAccounts, (own) => ["shop", "name", ...own]),
};

export const emailKinds = Object.keys(placeholders) as EmailKind[];

/** Tells whether the merchant may write the text of an email. */
export const isEmailKind = (kind: string): kind is EmailKind => Object.hasOwn(placeholders, kind);

/** Returns the placeholders of an email by name, without their braces. */
export const placeholdersOf = (kind: EmailKind) => placeholders[kind];

/** Placeholder in a text, such as "{name}". */
export const placeholder = /\{([a-z_]*)\}/gi;

/**
 * Text of an email that the merchant wrote. Paragraphs of the body are separated by empty lines. A paragraph with a
 * placeholder that has no value is left out.
 */
export type EmailWords = { subject: string; heading: string; body: string };

/** Returns the schema of an email's text; it refuses a placeholder that the email does not have. */
function wordsOf(kind: EmailKind) {
  const known = placeholders[kind];
  const text = (longest: number) =>
    z
      .string()
      .trim()
      .max(longest, `Use at most ${longest} characters.`)
      .superRefine((value, context) => {
        for (const [written, name = ""] of value.matchAll(placeholder))
          if (!known.includes(name))
            context.addIssue({
              code: "custom",
              message: `This email has no ${written}. Use ${known.map((one) => `{${one}}`).join(", ")}.`,
            });
      });
  const line = (longest: number) => text(longest).regex(/^\P{Cc}*$/u, "Write it in one line.");
  return z.object({
    subject: line(150).min(1, "Enter a subject."),
    heading: line(120).min(1, "Enter a heading."),
    body: text(4_000)
      .min(1, "Enter the text of the email.")
      .transform((body) => body.replaceAll(/\r\n?/g, "\n")),
  });
}

/** Texts of emails that the merchant wrote; null: the text that the shop comes with. */
export const emails = z.object(mapped(placeholders, (_, kind) => wordsOf(kind).nullable().default(null)));

function mapped<Key extends string, From, To>(from: Record<Key, From>, map: (value: From, key: Key) => To) {
  const entries = (Object.entries(from) as [Key, From][]).map(([key, value]) => [key, map(value, key)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
