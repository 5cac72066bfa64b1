import { Money, type ShopCurrencies } from "@securecart/core/money";
import { Promotion, SharedTerms } from "@securecart/core/promotion";
import { Zone } from "@securecart/core/zone";
import { z } from "zod";
import { listOf, Sent, textOf, timeOr } from "#app/(admin)/admin/_parts/sent-form";
import { emptyValues, type FormValues } from "./fields";

/** Returns the terms as the form shows them, with times in a time zone. */
export function valuesOf(terms: SharedTerms, zone: string): FormValues {
  const {
    label,
    benefit,
    minimum,
    limit,
    perCustomer,
    startsAt,
    endsAt,
    categories,
    products,
    collections,
    groups,
    combines,
  } = terms;
  const values: FormValues = {
    ...emptyValues,
    label,
    kind: benefit.kind,
    limit: limit === undefined ? "" : `${limit}`,
    perCustomer: perCustomer === undefined ? "" : `${perCustomer}`,
    startsAt: startsAt ? Zone.localOf(startsAt, zone) : "",
    endsAt: endsAt ? Zone.localOf(endsAt, zone) : "",
    categories: categories.join("\n"),
    products: products.join("\n"),
    collections: collections.join("\n"),
    groups: groups.join("\n"),
    combines: combines ? "on" : "",
  };
  if (benefit.kind === "amount") Object.assign(values, Money.typed("amount", benefit.amounts));
  if (minimum) Object.assign(values, Money.typed("minimum", minimum));
  if (benefit.kind === "percent") values.percent = `${benefit.percent}`;
  if (benefit.kind === "bundle")
    Object.assign(values, {
      buy: `${benefit.buy}`,
      get: `${benefit.get}`,
      bundlePercent: `${benefit.percent}`,
    });
  return values;
}

type Issue = { path: string; message: string };

type FormShop = { zone: string; currencies: ShopCurrencies };

/**
 * Returns the parser of the terms in the form of a discount with times in the shop's time zone and amounts in its
 * currencies; an issue has the name of its field.
 * Products are lines as typed, and are not in the terms yet: the catalog has to be asked for them.
 */
export const termsForm = ({ zone, currencies }: FormShop) =>
  Sent.transform((sent, context) => {
    const issues: Issue[] = [];
    const amounts = (name: string) => amountsOf(sent, name, { currencies, issues });
    const time = (path: string) => timeOr(sent, path, zone, (message) => issues.push({ path, message }));
    const kind = textOf(sent, "kind");
    const raw = {
      label: textOf(sent, "label"),
      benefit: { ...benefitOf(sent), ...(kind === "amount" && { amounts: amounts("amount") ?? {} }), kind },
      minimum: amounts("minimum"),
      limit: whole(textOf(sent, "limit")),
      perCustomer: whole(textOf(sent, "perCustomer")),
      startsAt: time("startsAt"),
      endsAt: time("endsAt"),
      categories: listOf(sent, "categories"),
      collections: listOf(sent, "collections"),
      groups: listOf(sent, "groups"),
      combines: textOf(sent, "combines") === "on",
    };
    const parsed = SharedTerms.safeParse(raw);
    for (const { path, message } of parsed.error?.issues ?? []) {
      const name = fieldOf(path, kind, currencies);
      issues.push({ path: name, message: name === "kind" ? "Choose a kind of discount." : message });
    }
    for (const { path, message } of issues) context.addIssue({ code: "custom", path: [path], message });
    if (!parsed.success || issues.length > 0) return z.NEVER;
    return { terms: parsed.data, products: listOf(sent, "products") };
  });

function benefitOf(sent: Sent) {
  if (textOf(sent, "kind") === "bundle")
    return {
      buy: required(textOf(sent, "buy")),
      get: required(textOf(sent, "get")),
      percent: required(textOf(sent, "bundlePercent")),
    };
  return { percent: required(textOf(sent, "percent")) };
}

/** Returns a number, NaN for other text, and undefined when nothing was typed. */
const whole = (typed: string) => (typed === "" ? undefined : required(typed));
const required = (typed: string) => (/^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN);

type Reading = { currencies: ShopCurrencies; issues: Issue[] };

function amountsOf(sent: Sent, name: string, { currencies, issues }: Reading) {
  const found: Money.Amounts = {};
  for (const currency of currencies) {
    const typed = textOf(sent, `${name}${currency}`);
    if (typed === "") continue;
    const amount = Money.minor(typed, currency);
    if (amount !== null && amount > 0 && amount <= Money.limit) found[currency] = amount;
    else
      issues.push({
        path: `${name}${currency}`,
        message: `Enter an amount above zero, for example ${Money.decimal(500, currency)}.`,
      });
  }
  const hasIssue = issues.some(({ path }) => path.startsWith(name));
  if (Object.keys(found).length === 0 && hasIssue) return { [currencies[0]]: 1 }; // one message for the field is enough
  return Object.keys(found).length > 0 ? found : undefined;
}

/** Returns the name of the field for the path of an issue. */
function fieldOf(path: PropertyKey[], kind: string, currencies: ShopCurrencies) {
  const [first, ...rest] = path.map(String);
  const last = rest.at(-1) ?? "";
  const currency = currencies.find((one) => one === last) ?? currencies[0];
  if (first === "benefit") {
    if (last === "percent") return kind === "bundle" ? "bundlePercent" : "percent";
    if (last === "amounts" || rest.includes("amounts")) return `amount${currency}`;
    return last === "buy" || last === "get" ? last : "kind";
  }
  if (first === "minimum") return `minimum${currency}`;
  return first ?? "label";
}

/** Parses the example order: a SKU in each line, and a quantity after it. */
export const ExampleForm = Sent.transform((sent, context) => {
  const lines = listOf(sent, "skus").map((line) => {
    const [, sku = line, quantity = "1"] = /^(\S+?)(?:\s+[x×]?\s*(\d{1,3}))?$/i.exec(line) ?? [];
    return { sku: sku.toUpperCase(), quantity: Number(quantity) };
  });
  const { currency, country, withCode, lines: Lines } = Promotion.preview.schema.shape;
  const parsed = z.object({ currency, country, withCode }).safeParse({
    currency: textOf(sent, "currency"),
    country: textOf(sent, "country"),
    withCode: textOf(sent, "withCode"),
  });
  for (const { path, message } of parsed.error?.issues ?? [])
    context.addIssue({ code: "custom", path, message });
  if (lines.length === 0 || !Lines.safeParse(lines).success)
    context.addIssue({
      code: "custom",
      path: ["skus"],
      message: "Enter up to ten SKUs, one in each line, for example MUG-BLUE 2.",
    });
  return parsed.success ? { ...parsed.data, lines } : z.NEVER;
});
