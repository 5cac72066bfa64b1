import { lineItems } from "./checkout-sessions";
import { disputesOf } from "./disputes";
import { invalid } from "./errors";
import type { Kind } from "./store";
import type { World } from "./world";

type Fields = Record<string, unknown>;

const KINDS: Record<string, Kind> = {
  ch: "charge",
  cs: "session",
  cus: "customer",
  dp: "dispute",
  du: "dispute",
  issfr: "warning",
  pi: "intent",
  pm: "payment_method",
  price: "price",
  prod: "product",
  promo: "promotion_code",
  re: "refund",
  shr: "shipping_rate",
  txn: "transaction",
  txr: "tax_rate",
};

const DEEPEST = 4;

/** Replaces ids by their objects along each path (`payment_intent.latest_charge`). Throws ApiError on a wrong path. */
export function expand(world: World, answer: object, paths: string[] = []): object {
  if (paths.length === 0) return answer;
  const copy: Fields = { ...structuredClone(JSON.parse(JSON.stringify(answer))) };
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.length > DEEPEST + 1)
      throw invalid("You cannot expand more than 4 levels of a property", "expand");
    walk(world, copy, steps, path);
  }
  return copy;
}

function walk(world: World, at: unknown, [step, ...rest]: string[], path: string): void {
  if (step === undefined || at === null || at === undefined) return;
  if (Array.isArray(at)) {
    for (const element of at) walk(world, element, [step, ...rest], path);
    return;
  }
  if (!isFields(at)) throw invalid(`This property cannot be expanded (${path}).`, "expand");
  if (at[step] === undefined || typeof at[step] === "string") at[step] = resolve(world, at, step, path);
  walk(world, at[step], rest, path);
}

function resolve(world: World, at: Fields, step: string, path: string): unknown {
  const id = at[step];
  if (at.object === "checkout.session" && step === "line_items") return lineItems(world, String(at.id));
  if (at.object === "charge" && step === "refunds") return refundsOf(world, String(at.id));
  if (at.object === "charge" && step === "dispute") return disputesOf(world, String(at.id))[0] ?? null;
  if (typeof id !== "string") throw invalid(`This property cannot be expanded (${path}).`, "expand");
  const kind = step === "coupon" ? "coupon" : KINDS[id.split("_")[0] ?? ""];
  const found = kind && world.store.find(kind, id);
  if (!kind) throw invalid(`This property cannot be expanded (${path}).`, "expand");
  return found ?? { id, object: step, deleted: true };
}

function refundsOf(world: World, charge: string) {
  const where = [{ sql: "json_extract(body, '$.charge') = ?", values: [charge] }];
  const data = world.store.select("refund", { where, limit: 100 });
  return { object: "list", data, has_more: false, url: `/v1/charges/${charge}/refunds` };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
