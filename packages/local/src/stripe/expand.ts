import { asOfNow } from "./balance";
import { lineItems } from "./checkout-sessions";
import { disputesOf } from "./disputes";
import { type ApiError, invalid } from "./errors";
import { isExpandable } from "./expandable";
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
  seti: "setup_intent",
  shr: "shipping_rate",
  txi: "tax_id",
  txn: "transaction",
  txr: "tax_rate",
};

const DEEPEST = 4;

/** Replaces ids with their objects along each path (`payment_intent.latest_charge`). Throws ApiError on an invalid path. */
export function expand(world: World, response: object, type: string, paths: string[] = []): object {
  if (paths.length === 0) return response;
  const copy: Fields = { ...structuredClone(JSON.parse(JSON.stringify(response))) };
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.length > DEEPEST + (type.includes(":") ? 1 : 0))
      throw invalid("You cannot expand more than 4 levels of a property", "expand");
    if (!isExpandable(type, path) && !isTotal(copy, path)) throw unexpandable(type, path);
    walk(world, copy, steps);
  }
  return copy;
}

// Not verified against Stripe: that the message quotes the whole path.
function unexpandable(type: string, path: string): ApiError {
  const better = type.startsWith("list:") && isExpandable(type, `data.${path}`);
  const hint = better ? ` You may want to try expanding 'data.${path}' instead.` : "";
  return invalid(`This property cannot be expanded (${path}).${hint}`);
}

/** Returns whether a search requests the total count of its results. */
function isTotal(response: Fields, path: string): boolean {
  return response.object === "search_result" && path === "total_count";
}

function walk(world: World, at: unknown, [step, ...rest]: string[]): void {
  if (step === undefined) return;
  if (Array.isArray(at)) for (const element of at) walk(world, element, [step, ...rest]);
  else if (isFields(at)) {
    if (at[step] === undefined || typeof at[step] === "string") at[step] = resolve(world, at, step);
    walk(world, at[step], rest);
  }
}

function resolve(world: World, at: Fields, step: string): unknown {
  const id = at[step];
  if (at.object === "checkout.session" && step === "line_items") return lineItems(world, String(at.id));
  if (at.object === "charge" && step === "refunds")
    return listed(world, "refund", "charge", at, "/v1/charges");
  if (at.object === "customer" && step === "tax_ids")
    return listed(world, "tax_id", "customer", at, "/v1/customers");
  if (at.object === "charge" && step === "dispute") return disputesOf(world, String(at.id))[0] ?? null;
  if (typeof id !== "string") return id;
  const kind = step === "coupon" ? "coupon" : KINDS[id.split("_")[0] ?? ""];
  if (kind === "transaction") {
    const transaction = world.store.find(kind, id);
    return transaction ? asOfNow(world, transaction) : id;
  }
  return (kind && world.store.find(kind, id)) ?? { id, object: step, deleted: true };
}

/** Returns the first page of objects that belong to an owner. */
function listed(world: World, kind: "refund" | "tax_id", owner: string, { id }: Fields, url: string) {
  const where = [{ sql: `json_extract(body, '$.${owner}') = ?`, values: [String(id)] }];
  const found = world.store.select(kind, { where, limit: 11 });
  const data = found.slice(0, 10);
  return { object: "list", data, has_more: found.length > 10, url: `${url}/${id}/${kind}s` };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
