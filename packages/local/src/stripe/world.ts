import type Stripe from "stripe";
import { noSuch } from "./errors";
import { checkKeyCount } from "./metadata-limits";
import type { Kind, Kinds, Store } from "./store";

/** Context of every resource. One request is served at a time, so `request` is the current one. */
export interface World {
  readonly store: Store;
  readonly publicUrl: string;
  /** Unix seconds, moved by the control clock. */
  now(): number;
  request: { id: string | null; idempotencyKey: string | null };
}

const NAMES: Partial<Record<Kind, string>> = {
  session: "checkout.session",
  intent: "payment_intent",
  endpoint: "webhook endpoint",
  setup_intent: "setupintent",
  tax_id: "tax id",
  tax_rate: "tax rate",
  shipping_rate: "shipping rate",
  promotion_code: "promotion code",
  payment_method: "PaymentMethod",
  transaction: "balance transaction",
  warning: "early fraud warning",
};

/** Returns an object. Throws Stripe's "No such …" for the parameter that named it. */
export function need<K extends Kind>(world: World, kind: K, id: string, param = "id"): Kinds[K] {
  const found = world.store.find(kind, id);
  if (!found) throw noSuch(NAMES[kind] ?? kind, id, param);
  return found;
}

/** Returns the id of a field that may be expanded. */
export function idOf(value: string | { id: string } | null | undefined): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}

/** Returns null for an empty value, which clears a field in Stripe's API. */
export function cleared<T>(value: T | "" | null | undefined): T | null {
  return value === "" || value === undefined ? null : value;
}

export function toAddress(address: Stripe.AddressParam | "" | null | undefined): Stripe.Address | null {
  if (!address) return null;
  const { city, country, line1, line2, postal_code, state } = address;
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postal_code ?? null,
    state: state ?? null,
  };
}

/** Merges metadata as Stripe does: an empty value removes its key, empty metadata removes all keys. */
export function metadata(
  given: Stripe.MetadataParam | "" | null | undefined,
  present: Stripe.Metadata | null = {},
): Stripe.Metadata {
  if (given === "" || given === null) return {};
  const merged = { ...present };
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === "" || value === null) delete merged[key];
    else merged[key] = String(value);
  }
  checkKeyCount(merged);
  return merged;
}
