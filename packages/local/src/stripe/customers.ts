import type Stripe from "stripe";
import { invalid } from "./errors";
import { emit } from "./events";
import { letters, newId } from "./ids";
import { listOf } from "./lists";
import type { RequestParams } from "./params";
import { attachable, detach, methodOf } from "./payment-methods";
import type { Handlers } from "./routes";
import { cleared, metadata, need, toAddress, type World } from "./world";

type UpdateFields = RequestParams["POST /v1/customers/:id"];
type Fields = Omit<UpdateFields, "invoice_settings">;

/** Creates a customer, for the API and for a session that requests one. */
export function createCustomer(world: World, fields: Fields): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: newId("cus", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: null,
    invoice_prefix: letters(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
    ...changes(fields),
  };
  world.store.put("customer", customer);
  emit(world, "customer.created", customer);
  return customer;
}

/** Returns the given fields in the form of the customer object, without absent ones. */
function changes(fields: Fields, present?: Stripe.Customer): Partial<Stripe.Customer> {
  const {
    address,
    description,
    email,
    metadata: given,
    name,
    phone,
    preferred_locales,
    shipping,
    tax_exempt,
  } = fields;
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw invalid(`Invalid email address: ${email}`, "email", "email_invalid");
  return {
    ...(address !== undefined && { address: toAddress(address) }),
    ...(description !== undefined && { description: cleared(description) }),
    ...(email !== undefined && { email: cleared(email) }),
    ...(given !== undefined && { metadata: metadata(given, present?.metadata) }),
    ...(name !== undefined && { name: cleared(name) }),
    ...(phone !== undefined && { phone: cleared(phone) }),
    ...(preferred_locales !== undefined && { preferred_locales }),
    ...(tax_exempt !== undefined && { tax_exempt: cleared(tax_exempt) ?? "none" }),
    ...(shipping !== undefined && { shipping: toShipping(cleared(shipping)) }),
  };
}

function toShipping(shipping: Stripe.CustomerUpdateParams.Shipping | null): Stripe.Customer.Shipping | null {
  const address = toAddress(shipping?.address);
  if (!shipping || !address) return null;
  return { address, name: shipping.name, phone: shipping.phone ?? null };
}

export const customers = {
  "POST /v1/customers": (world, { payment_method: method, ...fields }) => {
    const customer = createCustomer(world, fields);
    if (method) attachable(world, methodOf(world, method), customer.id);
    return customer;
  },
  "GET /v1/customers": (world, { email, ...page }) =>
    listOf(world, "customer", "/v1/customers", page, { equal: { email } }),
  "GET /v1/customers/:id": (world, _, { id }) => need(world, "customer", id),
  "POST /v1/customers/:id": (world, fields, { id }) => {
    const present = need(world, "customer", id);
    const customer: Stripe.Customer = {
      ...present,
      ...changes(fields, present),
      invoice_settings: { ...present.invoice_settings, ...defaultMethod(world, id, fields) },
    };
    world.store.put("customer", customer);
    emit(world, "customer.updated", customer);
    return customer;
  },
  "DELETE /v1/customers/:id": (world, _, { id }): Stripe.DeletedCustomer => {
    const customer = need(world, "customer", id);
    const where = [{ sql: "json_extract(body, '$.customer') = ?", values: [id] }];
    for (const method of world.store.select("payment_method", { where, limit: 1_000 })) detach(world, method);
    world.store.remove("customer", id);
    emit(world, "customer.deleted", customer);
    return { id, object: "customer", deleted: true };
  },
} satisfies Partial<Handlers>;

/** Returns the customer's new default card. Throws when the card is not attached to the customer. */
function defaultMethod(world: World, customer: string, { invoice_settings: settings }: UpdateFields) {
  if (settings?.default_payment_method === undefined) return {};
  const id = cleared(settings.default_payment_method);
  const param = "invoice_settings[default_payment_method]";
  if (id && need(world, "payment_method", id, param).customer !== customer)
    throw invalid(
      "The customer does not have a payment method with this ID. The payment method must be attached to the customer.",
      param,
    );
  return { default_payment_method: id };
}
