import { Clock } from "@securecart/core/clock";
import { Money, type ShopCurrencies } from "@securecart/core/money";
import { type Sale, SaleTerms } from "@securecart/core/price";
import { Zone } from "@securecart/core/zone";
import { z } from "zod";
import { listOf, Sent, textOf, timeOr } from "#app/(admin)/admin/_parts/sent-form";
import { emptyValues, type FormValues } from "./fields";

/** Returns a sale as the form shows it, its times in the shop's time zone. `products` are their slugs. */
export function valuesOf({ terms }: Pick<Sale, "terms">, zone: string, products: string[]): FormValues {
  const { name, reduction, scope, startsAt, endsAt } = terms;
  const values: FormValues = {
    ...emptyValues,
    name,
    kind: reduction.kind,
    target: scope.isAll ? "all" : "some",
    products: products.join("\n"),
    skus: scope.skus.join("\n"),
    categories: scope.categories.join("\n"),
    collections: scope.collections.join("\n"),
    startsAt: Zone.localOf(startsAt, zone),
    endsAt: endsAt ? Zone.localOf(endsAt, zone) : "",
  };
  if (reduction.kind === "percent") {
    values.percent = `${reduction.percent}`;
    values.ending = reduction.ending === "99" ? "on" : "";
  }
  const amounts = reduction.kind === "amount" ? reduction.amounts : {};
  const prices = reduction.kind === "price" ? reduction.prices : {};
  return { ...values, ...Money.typed("amount", amounts), ...Money.typed("price", prices) };
}

type Issue = { path: string; message: string };

export type FormShop = { zone: string; currencies: ShopCurrencies };

/**
 * Parses the form of a sale with times in the shop's time zone and amounts in its currencies; an issue has the name of its
 * field. An empty start is now. Products
 * and SKUs are lines as typed, and not in the terms yet.
 */
export const saleForm = ({ zone, currencies }: FormShop) =>
  Sent.transform((sent, context) => {
    const issues: Issue[] = [];
    const time = (path: string) => timeOr(sent, path, zone, (message) => issues.push({ path, message }));
    const kind = textOf(sent, "kind");
    const isAll = textOf(sent, "target") === "all";
    const lines = {
      products: isAll ? [] : listOf(sent, "products"),
      skus: isAll ? [] : listOf(sent, "skus"),
    };
    const categories = isAll ? [] : listOf(sent, "categories");
    const collections = isAll ? [] : listOf(sent, "collections");
    if (!isAll && lines.products.length + lines.skus.length + categories.length + collections.length === 0)
      issues.push({
        path: "target",
        message: "Choose all items, or name products, SKUs, categories or collections.",
      });
    const raw = {
      name: textOf(sent, "name"),
      reduction: reductionOf(sent, kind, { currencies, issues }),
      scope: { isAll, categories, collections, products: lines.products, skus: lines.skus },
      startsAt: time("startsAt") ?? Clock.iso(),
      endsAt: time("endsAt"),
    };
    const parsed = SaleTerms.safeParse(raw);
    for (const { path, message } of parsed.error?.issues ?? []) {
      const name = fieldOf(path, kind, currencies);
      if (!issues.some((issue) => issue.path === name) && name !== "scope")
        issues.push({ path: name, message });
    }
    for (const { path, message } of issues) context.addIssue({ code: "custom", path: [path], message });
    return parsed.success && issues.length === 0 ? { terms: parsed.data, lines } : z.NEVER;
  });

type Reading = { currencies: ShopCurrencies; issues: Issue[] };

function reductionOf(sent: Sent, kind: string, reading: Reading) {
  if (kind === "amount") return { kind, amounts: amountsOf(sent, "amount", reading) };
  if (kind === "price") return { kind, prices: amountsOf(sent, "price", reading) };
  const percent = textOf(sent, "percent");
  return {
    kind,
    percent: /^\d{1,4}$/.test(percent) ? Number(percent) : Number.NaN,
    ending: textOf(sent, "ending") === "on" ? "99" : "exact",
  };
}

function amountsOf(sent: Sent, name: string, { currencies, issues }: Reading) {
  const amounts = Money.amountsFor(currencies, (currency) => {
    const value = textOf(sent, `${name}${currency}`);
    if (value === "") return null;
    const amount = Money.minor(value, currency);
    if (!amount)
      issues.push({
        path: `${name}${currency}`,
        message: `Enter an amount such as ${Money.decimal(450, currency)}.`,
      });
    return amount || null;
  });
  if (Object.keys(amounts).length === 0 && !issues.some(({ path }) => path.startsWith(name)))
    issues.push({ path: `${name}${currencies[0]}`, message: "Enter an amount." });
  return amounts;
}

function fieldOf(path: PropertyKey[], kind: string, [main]: ShopCurrencies) {
  const [first, second] = path.map(String);
  if (first === "reduction")
    return second === "percent" || second === "kind" ? second : second ? `${kind}${main}` : "kind";
  return first === "scope" ? (second ?? "scope") : (first ?? "name");
}
