import { Content } from "#catalog/content";
import { Settings } from "#platform/settings";
import { Order } from "#sales/order";
import { Stock } from "../stock";

export type StepName =
  | "name"
  | "contact"
  | "currency"
  | "product"
  | "stock"
  | "shipping"
  | "taxes"
  | "returns"
  | "pages"
  | "order";

/** Step of setting up a shop. */
export type Step = { name: StepName; done: boolean };

/** Finds out which steps of setting up the shop are done, in the order in which they are best taken. Seven requests. */
export async function readSteps(): Promise<Step[]> {
  const [{ hasProduct, hasStock }, identity, saved, pages, hasOrder] = await Promise.all([
    Stock.beginnings(),
    Settings.read("identity"),
    Settings.savedGroups(),
    Content.pages(),
    Order.isAny(),
  ]);
  return [
    { name: "name", done: identity.name !== "" },
    { name: "contact", done: Boolean(identity.legalName && identity.address && identity.email) },
    { name: "currency", done: hasProduct || saved.includes("currencies") },
    { name: "product", done: hasProduct },
    { name: "stock", done: hasStock },
    { name: "shipping", done: saved.includes("shipping") },
    { name: "taxes", done: saved.includes("taxes") },
    { name: "returns", done: saved.includes("returns") },
    { name: "pages", done: Content.isComplete(pages, Content.wordsOf(identity)) },
    { name: "order", done: hasOrder },
  ];
}
