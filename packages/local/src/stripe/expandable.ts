/** Object types to which a path can lead. */
interface Target {
  types: string[];
  /** The object is always included; only its own fields can be expanded. */
  inline?: true;
}

const to = (...types: string[]): Target => ({ types });
const inside = (...types: string[]): Target => ({ types, inline: true });

/** Fields that Stripe expands and that are always null in this server. */
const ALWAYS_NULL = to();

/** Expandable fields of each object. A dot leads through a plain hash. */
const EXPANDABLE: Record<string, Record<string, Target>> = {
  balance_transaction: { source: to("charge", "refund", "dispute") },
  charge: {
    application: ALWAYS_NULL,
    balance_transaction: to("balance_transaction"),
    customer: to("customer"),
    // Missing in Stripe's types of this version; expanded as in earlier versions.
    dispute: to("dispute"),
    failure_balance_transaction: to("balance_transaction"),
    on_behalf_of: ALWAYS_NULL,
    payment_intent: to("payment_intent"),
    refunds: to("list:refund"),
    review: ALWAYS_NULL,
    source_transfer: ALWAYS_NULL,
  },
  "checkout.session": {
    customer: to("customer"),
    "discounts.coupon": to("coupon"),
    "discounts.promotion_code": to("promotion_code"),
    invoice: ALWAYS_NULL,
    line_items: to("list:item"),
    payment_intent: to("payment_intent"),
    payment_link: ALWAYS_NULL,
    setup_intent: to("setup_intent"),
    "shipping_cost.shipping_rate": to("shipping_rate"),
    "shipping_options.shipping_rate": to("shipping_rate"),
    subscription: ALWAYS_NULL,
  },
  coupon: {},
  customer: {
    default_source: ALWAYS_NULL,
    "invoice_settings.default_payment_method": to("payment_method"),
    tax_ids: to("list:tax_id"),
    test_clock: ALWAYS_NULL,
  },
  dispute: {
    balance_transactions: inside("balance_transaction"),
    charge: to("charge"),
    payment_intent: to("payment_intent"),
  },
  event: {},
  item: { price: inside("price"), "taxes.rate": inside("tax_rate") },
  payment_intent: {
    application: ALWAYS_NULL,
    customer: to("customer"),
    latest_charge: to("charge"),
    on_behalf_of: ALWAYS_NULL,
    payment_method: to("payment_method"),
    review: ALWAYS_NULL,
  },
  payment_method: { customer: to("customer") },
  price: { product: to("product") },
  product: { default_price: to("price") },
  promotion_code: { customer: to("customer"), "promotion.coupon": to("coupon") },
  "radar.early_fraud_warning": { charge: to("charge"), payment_intent: to("payment_intent") },
  refund: {
    balance_transaction: to("balance_transaction"),
    charge: to("charge"),
    customer: to("customer"),
    failure_balance_transaction: to("balance_transaction"),
    payment_intent: to("payment_intent"),
    payment_method: to("payment_method"),
    source_transfer_reversal: ALWAYS_NULL,
    transfer_reversal: ALWAYS_NULL,
  },
  setup_intent: {
    application: ALWAYS_NULL,
    customer: to("customer"),
    latest_attempt: ALWAYS_NULL,
    mandate: ALWAYS_NULL,
    on_behalf_of: ALWAYS_NULL,
    payment_method: to("payment_method"),
    single_use_mandate: ALWAYS_NULL,
  },
  shipping_rate: {},
  tax_id: { customer: to("customer") },
  tax_rate: {},
  webhook_endpoint: {},
};

/** Types of listed objects by the last part of the list's path. */
const LISTED: Record<string, string> = {
  balance_transactions: "balance_transaction",
  charges: "charge",
  coupons: "coupon",
  customers: "customer",
  disputes: "dispute",
  early_fraud_warnings: "radar.early_fraud_warning",
  events: "event",
  line_items: "item",
  payment_intents: "payment_intent",
  payment_methods: "payment_method",
  prices: "price",
  products: "product",
  promotion_codes: "promotion_code",
  refunds: "refund",
  sessions: "checkout.session",
  setup_intents: "setup_intent",
  shipping_rates: "shipping_rate",
  tax_ids: "tax_id",
  tax_rates: "tax_rate",
  webhook_endpoints: "webhook_endpoint",
};

/** Returns the type of a response. A list, even an empty one, is `list:` and its object type. */
export function typeOf(route: string, response: object): string {
  const object = "object" in response ? String(response.object) : "";
  if (object !== "list" && object !== "search_result") return object;
  const last =
    route
      .replace(/\/search$/, "")
      .split("/")
      .at(-1) ?? "";
  return `list:${LISTED[last] ?? last}`;
}

/** Returns whether Stripe expands the path (`payment_intent.latest_charge`) on an object of this type. */
export function isExpandable(type: string, path: string): boolean {
  return leads(type, path.split("."));
}

function leads(type: string, steps: string[]): boolean {
  if (type.startsWith("list:"))
    return steps[0] === "data" && steps.length > 1 && leads(type.slice("list:".length), steps.slice(1));
  const fields = EXPANDABLE[type] ?? {};
  for (let length = 1; length <= Math.min(2, steps.length); length += 1) {
    const name = steps.slice(0, length).join(".");
    const target = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!target) continue;
    const rest = steps.slice(length);
    if (rest.length === 0) return !target.inline;
    return target.types.some((next) => leads(next, rest));
  }
  return false;
}
