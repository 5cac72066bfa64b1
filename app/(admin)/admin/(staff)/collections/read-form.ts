import type { Admin } from "@securecart/core/admin";
import { collectionSorts, collectionStatuses } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import type { Image } from "@securecart/core/media";
import { Money, type SaleCurrency, saleCurrencies } from "@securecart/core/money";
import { type Condition, mostChosen, mostConditions } from "@securecart/core/search";

type Fields = Omit<Parameters<typeof Admin.createCollection>[0], "actor" | "requestId">;
type Wrong = Record<string, string>;

/** Returns the chosen products in the form, each once. One more than a collection may have, so that it is refused. */
export const chosenIn = (form: FormData): string[] =>
  [...new Set(form.getAll("productIds"))]
    .flatMap((id) => Id.schema("product").safeParse(id).data ?? [])
    .slice(0, mostChosen + 1);

/** Reads the fields of a collection from its form. Collects an error by field for what is wrong in the rule. */
export function readFields(form: FormData, image: Image | null): { fields: Fields; wrong: Wrong } {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const wrong: Wrong = {};
  const isRule = text("kind") === "rule";
  const conditions = isRule ? conditionsIn(text, wrong) : [];
  if (isRule && conditions.length === 0 && Object.keys(wrong).length === 0)
    wrong["conditions.0.field"] = "Choose a condition.";
  const fields: Fields = {
    name: text("name"),
    slug: text("slug"),
    status: collectionStatuses.find((one) => one === text("status")) ?? "draft",
    description: text("description"),
    sort: collectionSorts.find((one) => one === text("sort")) ?? "relevance",
    seoTitle: text("seoTitle"),
    seoDescription: text("seoDescription"),
    productIds: isRule ? [] : chosenIn(form),
    image,
    ...(isRule && { rule: { match: text("match") === "any" ? "any" : "all", conditions } }),
  };
  if (!fields.name) wrong.name = "Enter a title.";
  return { fields, wrong };
}

function conditionsIn(text: (name: string) => string, wrong: Wrong): Condition[] {
  return Array.from({ length: mostConditions }, (_, i) => i).flatMap((i) => {
    const at = (name: string) => `conditions.${i}.${name}`;
    const condition = conditionOf(text(at("field")), {
      text: text(at("text")),
      category: text(at("category")),
      currency: saleCurrencies.find((one) => one === text(at("currency"))),
    });
    if (typeof condition !== "string") return condition ?? [];
    wrong[at(condition === chooseCategory ? "category" : "text")] = condition;
    return [];
  });
}

const chooseCategory = "Choose a category.";

type Typed = { text: string; category: string; currency: SaleCurrency | undefined };

/** Returns a condition, what is wrong with it, or null for a row without one. */
function conditionOf(field: string, { text, category, currency }: Typed): Condition | string | null {
  switch (field) {
    case "tag":
      return text ? { field, value: text.slice(0, 50) } : "Enter a tag.";
    case "brand":
      return text ? { field, value: text.slice(0, 100) } : "Enter a brand.";
    case "category":
      return category ? { field, slugs: [category] } : chooseCategory;
    case "price_min":
    case "price_max": {
      if (!currency) return "Choose a currency.";
      const amount = Money.minor(text, currency);
      if (amount === null || amount > Money.limit)
        return `Enter an amount such as ${Money.decimal(1990, currency)}.`;
      return { field: "price", is: field === "price_min" ? "at_least" : "at_most", currency, amount };
    }
    case "in_stock":
    case "on_sale":
      return { field };
    case "new": {
      const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
      return days >= 1 && days <= 3_650 ? { field, days } : "Enter a number of days, such as 30.";
    }
    default:
      return null;
  }
}
