import { Clock } from "@securecart/core/clock";
import { Money, type SaleCurrency, saleCurrencies } from "@securecart/core/money";
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
  for (const currency of saleCurrencies) {
    if (reduction.kind === "amount")
      values[`amount${currency}`] = typed(reduction.amounts[currency], currency);
    if (reduction.kind === "price") values[`price${currency}`] = typed(reduction.prices[currency], currency);
  }
  return values;
}

const typed = (amount: number | undefined, currency: SaleCurrency) =>
  amount === undefined ? "" : Money.decimal(amount, currency);

type Issue = { path: string; message: string };

/**
 * Parses the form of a sale with times in a time zone; an issue has the name of its field. An empty start is now. Products
 * and SKUs are lines as typed, and not in the terms yet.
 */
export const saleForm = (zone: string) =>
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
      reduction: reductionOf(sent, kind, issues),
      scope: { isAll, categories, collections, products: lines.products, skus: lines.skus },
      startsAt: time("startsAt") ?? Clock.iso(),
      endsAt: time("endsAt"),
    };
    const parsed = SaleTerms.safeParse(raw);
    for (const { path, message } of parsed.error?.issues ?? []) {
      const name = fieldOf(path, kind);
      if (!issues.some((issue) => issue.path === name) && name !== "scope")
        issues.push({ path: name, message });
    }
    for (const { path, message } of issues) context.addIssue({ code: "custom", path: [path], message });
    return parsed.success && issues.length === 0 ? { terms: parsed.data, lines } : z.NEVER;
  });

function reductionOf(sent: Sent, kind: string, issues: Issue[]) {
  if (kind === "amount") return { kind, amounts: amountsOf(sent, "amount", issues) };
  if (kind === "price") return { kind, prices: amountsOf(sent, "price", issues) };
  const percent = textOf(sent, "percent");
  return {
    kind,
    percent: /^\d{1,4}$/.test(percent) ? Number(percent) : Number.NaN,
    ending: textOf(sent, "ending") === "on" ? "99" : "exact",
  };
}

function amountsOf(sent: Sent, name: string, issues: Issue[]) {
  const entries = saleCurrencies.flatMap((currency) => {
    const value = textOf(sent, `${name}${currency}`);
    if (value === "") return [];
    const amount = Money.minor(value, currency);
    if (amount === null || amount === 0)
      issues.push({ path: `${name}${currency}`, message: "Enter an amount such as 4.50." });
    return amount ? [[currency, amount]] : [];
  });
  if (entries.length === 0 && !issues.some(({ path }) => path.startsWith(name)))
    issues.push({ path: `${name}USD`, message: "Enter an amount." });
  return Object.fromEntries(entries);
}

function fieldOf(path: PropertyKey[], kind: string) {
  const [first, second] = path.map(String);
  if (first === "reduction")
    return second === "percent" || second === "kind" ? second : second ? `${kind}USD` : "kind";
  return first === "scope" ? (second ?? "scope") : (first ?? "name");
}
