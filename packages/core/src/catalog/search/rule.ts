import type { SQLInputValue } from "node:sqlite";
import { z } from "zod";
import { Money } from "#platform/money";
import { Text } from "#platform/text";
import { Catalog, type PricedAt, type Product } from "../catalog";
import { type Prices, priceColumn } from "./columns";

/** Most conditions of a rule, and most products that are chosen by hand. */
export const mostConditions = 20;
export const mostChosen = 500;

const day = 24 * 60 * 60 * 1000;

export const Condition = z.discriminatedUnion("field", [
  z.object({ field: z.literal("tag"), value: Text.line(50, "Enter a tag.") }),
  z.object({ field: z.literal("brand"), value: Text.line(100, "Enter a brand.") }),
  /** Slugs of categories. */
  z.object({ field: z.literal("category"), slugs: z.array(z.string().max(80)).min(1).max(1_000) }),
  /** Lowest price of the product's variants at the time, sales included, in minor units; the limit counts. */
  z.object({
    field: z.literal("price"),
    is: z.enum(["at_least", "at_most"]),
    currency: Money.SaleCurrency,
    amount: Money.Amount,
  }),
  z.object({ field: z.literal("in_stock") }),
  /** It has a price that is crossed out. */
  z.object({ field: z.literal("on_sale") }),
  /** Days since it was published. */
  z.object({
    field: z.literal("new"),
    days: z.int("Enter a number of days.").min(1, "Enter 1 or more.").max(3650, "Enter 3650 or less."),
  }),
]);
export type Condition = z.output<typeof Condition>;

/** Rule by which products belong together: all of its conditions hold, or any. */
export const Rule = z.object({
  match: z.enum(["all", "any"]),
  conditions: z.array(Condition).min(1, "Add a condition.").max(mostConditions),
});
export type Rule = z.output<typeof Rule>;

/** Part of the catalog: products chosen by hand, in order, or those that fit a rule. */
export const Part = z.union([
  z.object({ productIds: z.array(z.string().max(60)).max(mostChosen) }),
  z.object({ rule: Rule }),
]);
export type Part = z.output<typeof Part>;

/** Returns what two spellings of a tag or a brand have in common. */
export const wordKey = (word: string) => Text.clean(word).toLowerCase();

/** Tells whether any price of a product is crossed out at a time. Pure. */
export function isOnSale(product: Product, when: PricedAt) {
  const mayBe =
    when.board.sales.length > 0 || Object.values(product.prices).some(({ compareAt = 0 }) => compareAt > 0);
  return (
    mayBe &&
    Money.currenciesOf(product.prices).some(
      (currency) => Catalog.rangeOf(product, currency, when).compareAt !== undefined,
    )
  );
}

/** Tells whether a product fits a rule at a time. The index gives the same answer, a moment later. Pure. */
export function fits({ match, conditions }: Rule, product: Product, when: PricedAt): boolean {
  const holds = (condition: Condition) => holdsFor(condition, product, when);
  return match === "all" ? conditions.every(holds) : conditions.some(holds);
}

function holdsFor(condition: Condition, product: Product, when: PricedAt): boolean {
  switch (condition.field) {
    case "tag":
      return product.tags.some((tag) => wordKey(tag) === wordKey(condition.value));
    case "brand":
      return wordKey(product.brand) === wordKey(condition.value);
    case "category":
      return condition.slugs.includes(product.categorySlug);
    case "price": {
      const from = Catalog.lowestPrice(product, condition.currency, when);
      if (from === 0) return false; // without a price
      return condition.is === "at_least" ? from >= condition.amount : from <= condition.amount;
    }
    case "in_stock":
      return product.inStock;
    case "on_sale":
      return isOnSale(product, when);
    case "new":
      return product.publishedAt >= since(condition.days, when.at);
  }
}

const since = (days: number, now: string) => new Date(Date.parse(now) - days * day).toISOString();

export type Clause = { sql: string; values: SQLInputValue[] };

type Index = { now: string; prices: Prices };

/** Returns a rule as a condition on the index's products `p`. */
export function clauseOf({ match, conditions }: Rule, index: Index): Clause {
  const clauses = conditions.map((condition) => conditionClause(condition, index));
  return {
    sql: `(${clauses.map(({ sql }) => sql).join(match === "all" ? " AND " : " OR ")})`,
    values: clauses.flatMap(({ values }) => values),
  };
}

function conditionClause(condition: Condition, { now, prices }: Index): Clause {
  switch (condition.field) {
    case "tag":
      return {
        sql: "p.id IN (SELECT product FROM tag WHERE tag = ?)",
        values: [wordKey(condition.value)],
      };
    case "brand":
      return { sql: "p.brand = ?", values: [wordKey(condition.value)] };
    case "category":
      return inCategories(condition.slugs);
    case "price": {
      const { is, currency, amount } = condition;
      const price = priceColumn(prices, currency);
      return { sql: `(${price} > 0 AND ${price} ${is === "at_least" ? ">=" : "<="} ?)`, values: [amount] };
    }
    case "in_stock":
      return { sql: "p.inStock = 1", values: [] };
    case "on_sale":
      return { sql: "p.onSale = 1", values: [] };
    case "new":
      return { sql: "p.publishedAt >= ?", values: [since(condition.days, now)] };
  }
}

/** Returns the condition that a product is in one of these categories. */
export const inCategories = (slugs: string[]): Clause => ({
  sql: "p.category IN (SELECT value FROM json_each(?))",
  values: [JSON.stringify(slugs)],
});
