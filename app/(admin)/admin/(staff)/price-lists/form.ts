import { Money, type ShopCurrencies } from "@securecart/core/money";
import { ListTerms } from "@securecart/core/price";
import { Zone } from "@securecart/core/zone";
import { z } from "zod";
import { Sent, textOf, timeOr } from "#app/(admin)/admin/_parts/sent-form";
import type { FormValues } from "./fields";

export type FormShop = { zone: string; currencies: ShopCurrencies };

/** Returns a line of the prices of a price list. */
const lineOf = (sku: string, prices: Money.Amounts, currencies: ShopCurrencies) =>
  [
    sku.toUpperCase(),
    ...currencies.map((currency) => {
      const amount = prices[currency];
      return amount === undefined ? "" : Money.decimal(amount, currency);
    }),
  ]
    .join(", ")
    .replace(/[, ]+$/, "");

/** Returns a line as an example, such as "MUG-BLUE, 8.50, 7.90". */
export const exampleOf = (currencies: ShopCurrencies) =>
  lineOf(
    "MUG-BLUE",
    Object.fromEntries(currencies.map((currency, i) => [currency, 850 - 60 * i])),
    currencies,
  );

/** Returns a price list as the form shows it, its times in the shop's time zone. */
export function valuesOf(
  { name, groupId, percent, prices, startsAt, endsAt }: ListTerms,
  { zone, currencies }: FormShop,
): FormValues {
  return {
    ...{ name, groupId },
    percent: percent === undefined ? "" : `${percent}`,
    prices: Object.entries(prices)
      .filter(([, amounts]) => currencies.some((currency) => amounts[currency] !== undefined))
      .map(([sku, amounts]) => lineOf(sku, amounts, currencies))
      .join("\n"),
    startsAt: startsAt ? Zone.localOf(startsAt, zone) : "",
    endsAt: endsAt ? Zone.localOf(endsAt, zone) : "",
  };
}

/**
 * Parses the form of a price list. Prices are lines of a SKU and its price in each currency of the shop, its own first, with
 * commas, semicolons or tabs between them, as spreadsheets copy them. An issue has the name of its field.
 */
export const listForm = ({ zone, currencies }: FormShop) =>
  Sent.transform((sent, context) => {
    const text = (name: string) => textOf(sent, name);
    const issue = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const time = (name: string) => timeOr(sent, name, zone, (message) => issue(name, message));
    const percent = text("percent");
    const parsed = ListTerms.safeParse({
      name: text("name"),
      groupId: text("groupId"),
      ...(percent && { percent: /^\d{1,3}$/.test(percent) ? Number(percent) : Number.NaN }),
      prices: pricesIn(text("prices"), currencies, (message) => issue("prices", message)),
      startsAt: time("startsAt"),
      endsAt: time("endsAt"),
    });
    for (const { path, message } of parsed.error?.issues ?? []) {
      const name = String(path[0] ?? "name");
      issue(name, name === "groupId" ? "Choose a customer group." : message);
    }
    return parsed.success ? parsed.data : z.NEVER;
  });

function pricesIn(
  text: string,
  currencies: ShopCurrencies,
  issue: (message: string) => void,
): ListTerms["prices"] {
  const found: ListTerms["prices"] = {};
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const [sku = "", ...typed] = line.split(/[,;\t]/).map((part) => part.trim());
    const amounts = currencies.flatMap((currency, at) => {
      const value = typed[at] ?? "";
      const amount = value === "" ? null : Money.minor(value, currency);
      if (value !== "" && !amount) issue(`Line ${i + 1}: “${value.slice(0, 20)}” is no price.`);
      return amount ? [[currency, amount] as const] : [];
    });
    if (sku === "" || amounts.length === 0 || typed.length > currencies.length)
      issue(
        `Line ${i + 1}: write SKU, ${currencies.map((one) => `price in ${one}`).join(", ")}, such as ${exampleOf(currencies)}.`,
      );
    else if (Object.hasOwn(found, sku.toLowerCase())) issue(`Line ${i + 1}: ${sku} is there twice.`);
    else found[sku.toLowerCase()] = Object.fromEntries(amounts);
  }
  return found;
}
