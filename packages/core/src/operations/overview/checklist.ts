import { Content } from "#catalog/content";
import { Cache } from "#platform/cache";
import { Settings } from "#platform/settings";
import { Order } from "#sales/order";
import { Stock } from "../stock";

export type StepName =
  | "name"
  | "contact"
  | "product"
  | "stock"
  | "shipping"
  | "taxes"
  | "returns"
  | "pages"
  | "order";

/** Step of setting up a shop. */
export type Step = { name: StepName; done: boolean };

const key = "overview:checklist";

/** Life of the cached steps, in seconds. */
const keptSeconds = 10;

/**
 * Returns the steps of setting up the shop, in the order in which they are best taken, and which are done; null when all
 * are. Cached for ten seconds; otherwise four to thirteen requests, few in a shop that has orders.
 */
export async function checklist(): Promise<Step[] | null> {
  const steps = await Cache.through({ key, seconds: keptSeconds, load: readSteps });
  return steps.every(({ done }) => done) ? null : steps;
}

async function readSteps(): Promise<Step[]> {
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
    { name: "product", done: hasProduct },
    { name: "stock", done: hasStock },
    { name: "shipping", done: saved.includes("shipping") },
    { name: "taxes", done: saved.includes("taxes") },
    { name: "returns", done: saved.includes("returns") },
    { name: "pages", done: Content.isComplete(pages, Content.wordsOf(identity)) },
    { name: "order", done: hasOrder },
  ];
}
