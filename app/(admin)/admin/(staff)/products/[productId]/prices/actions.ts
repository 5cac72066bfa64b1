"use server";

import { Admin } from "@securecart/core/admin";
import { Money, type ShopCurrencies } from "@securecart/core/money";
import { Shop } from "@securecart/core/shop";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { mostRows } from "./rows";

/** Parses the rows of the form; an empty row is none. An issue has the name of its field. */
const volumeForm = (currencies: ShopCurrencies) =>
  z.record(z.string(), z.unknown()).transform((sent, context) => {
    const [main] = currencies;
    const text = (name: string) => {
      const value = sent[name];
      return typeof value === "string" ? value.trim() : "";
    };
    const issue = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const steps = Array.from({ length: mostRows }, (_, i) => i).flatMap((i) => {
      const amounts = currencies.flatMap((currency) => {
        const value = text(`${currency}.${i}`);
        const amount = value === "" ? null : Money.minor(value, currency);
        if (value !== "" && !amount)
          issue(`${currency}.${i}`, `Enter an amount such as ${Money.decimal(450, currency)}.`);
        return amount ? [[currency, amount] as const] : [];
      });
      const from = text(`from.${i}`);
      if (from === "" && amounts.length === 0) return [];
      if (!/^\d{1,3}$/.test(from) || Number(from) < 2) issue(`from.${i}`, "Enter a quantity from 2 to 999.");
      else if (amounts.length === 0 && !text(`${main}.${i}`)) issue(`${main}.${i}`, "Enter a price.");
      return [{ from: Number(from), prices: Object.fromEntries(amounts) }];
    });
    const sku = text("sku");
    return { productId: text("productId"), seen: text("seen"), steps, ...(sku && { sku }) };
  });

/** Saves the volume prices of a variant, or of all variants of a product. */
export async function saveVolume(_: Outcome | null, form: FormData): Promise<Outcome> {
  const shape = volumeForm(await Shop.currencies());
  return staffAction("catalog.edit", form, shape, async ({ seen, ...input }, by) => {
    const version = Whole("Reload the page.").parse(seen);
    const { slugs } = await Admin.saveVolume({ ...input, seen: version, ...by });
    for (const slug of slugs) revalidateTag(tags.product(slug), { expire: 0 });
  });
}
