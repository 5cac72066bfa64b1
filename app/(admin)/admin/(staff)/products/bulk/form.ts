import { Admin } from "@securecart/core/admin";
import { Id } from "@securecart/core/id";
import { Money, saleCurrencies } from "@securecart/core/money";
import { z } from "zod";

/** Ids of the chosen products, as the hidden field of a form has them. */
export const Ids = z
  .string("Choose a product.")
  .max(20_000)
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(Admin.changeProducts.schema.shape.productIds);

const text = z.string().trim();
const Sent = z.object({
  kind: text,
  status: text.optional(),
  tag: text.optional(),
  category: text.optional(),
  currency: text.optional(),
  by: text.optional(),
});

/** Parses a bulk change from a form; an error has the name of its field. */
export const ChangeForm = Sent.transform((sent, context): Admin.BulkChange => {
  const parsed = Admin.BulkChange.safeParse(rawOf(sent));
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const [name = "kind"] = path.map(String);
    const field = ["percent", "amount"].includes(name) ? "by" : name === "currencies" ? "currency" : name;
    context.addIssue({ code: "custom", path: [field], message });
  }
  return z.NEVER;
});

function rawOf({ kind, status, tag, category, currency = "", by = "" }: z.output<typeof Sent>) {
  const asked = currency.split(",");
  const known = saleCurrencies.filter((one) => asked.includes(one));
  switch (kind) {
    case "percent":
      return {
        kind,
        currencies: known,
        percent: /^[+-]?\d{1,4}([.,]\d{1,2})?$/.test(by) ? Number(by.replace(",", ".")) : undefined,
      };
    case "amount": {
      const [one] = known;
      const amount = one && Money.minor(by.replace(/^[+-]/, ""), one);
      return {
        kind,
        currencies: known,
        amount: amount === null || amount === undefined ? undefined : by.startsWith("-") ? -amount : amount,
      };
    }
    default:
      return { kind, status, tag, category };
  }
}

export type GridValues = Record<string, string>;

/** Joins the id of a product and the name of a value to the name of a field. */
export const fieldName = (productId: string, name: string) => `${productId}|${name}`;

const Was = z.object({ seen: z.int(), values: z.record(z.string(), z.string()) });

/** Reads the changed rows of the grid from its form: only what was typed differently than it was shown. */
export function readGrid(form: FormData) {
  const rows: { productId: string; seen: number; set: GridValues }[] = [];
  for (const [field, sent] of form) {
    const productId = field.replace(/^was\|/, "");
    if (field === productId || typeof sent !== "string") continue;
    if (!Id.schema("product").safeParse(productId).success) continue;
    const was = Was.parse(JSON.parse(sent));
    const set: GridValues = {};
    for (const [name, value] of Object.entries(was.values)) {
      const typed = form.get(fieldName(productId, name));
      if (typeof typed === "string" && typed.trim() !== value) set[name] = typed.trim();
    }
    if (Object.keys(set).length > 0) rows.push({ productId, seen: was.seen, set });
  }
  return rows;
}
