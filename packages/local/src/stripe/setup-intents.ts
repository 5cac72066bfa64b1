import type Stripe from "stripe";
import { testCard } from "./cards";
import { ApiError, invalid } from "./errors";
import { emit } from "./events";
import { letters, newId } from "./ids";
import { listOf } from "./lists";
import type { CardMethod, RequestParams } from "./params";
import { attach, checkOwner, methodFrom, methodOf, spend } from "./payment-methods";
import type { Handlers } from "./routes";
import { idOf, metadata, need, type World } from "./world";

type Fields = Pick<
  RequestParams["POST /v1/setup_intents"],
  | "allowed_payment_method_types"
  | "automatic_payment_methods"
  | "customer"
  | "description"
  | "excluded_payment_method_types"
  | "metadata"
  | "payment_method"
  | "usage"
>;

const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

/** Creates an unconfirmed intent to save a card for later payments. */
export function createSetup(world: World, fields: Fields): Stripe.SetupIntent {
  if (fields.customer) need(world, "customer", fields.customer, "customer");
  const id = newId("seti");
  const automatic = fields.automatic_payment_methods;
  const setup: Stripe.SetupIntent = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: fields.allowed_payment_method_types ?? null,
    application: null,
    automatic_payment_methods: {
      enabled: automatic?.enabled ?? true,
      allow_redirects: automatic?.allow_redirects ?? "always",
    },
    cancellation_reason: null,
    client_secret: `${id}_secret_${letters(25)}`,
    created: world.now(),
    customer: fields.customer ?? null,
    customer_account: null,
    description: fields.description ?? null,
    excluded_payment_method_types: fields.excluded_payment_method_types ?? null,
    flow_directions: null,
    last_setup_error: null,
    // Attempts are not stored.
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: metadata(fields.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: fields.payment_method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: fields.payment_method ? "requires_confirmation" : "requires_payment_method",
    usage: fields.usage ?? "off_session",
  };
  world.store.put("setup_intent", setup);
  emit(world, "setup_intent.created", setup);
  return setup;
}

interface Confirmation {
  method: Stripe.PaymentMethod;
  returnUrl: string | null;
  authenticated?: boolean;
}

/**
 * Verifies the card with its bank and attaches it to the intent's customer. A decline throws a 402 whose writes must be
 * committed: the intent waits for another card.
 */
export function confirmSetup(
  world: World,
  setup: Stripe.SetupIntent,
  { method, returnUrl, authenticated = false }: Confirmation,
): Stripe.SetupIntent {
  if (!CONFIRMABLE.includes(setup.status))
    throw unexpected(
      `You cannot confirm this SetupIntent because it has a status of ${setup.status}.`,
      setup,
    );
  const customer = idOf(setup.customer);
  checkOwner(world, method, customer, "SetupIntent");
  const { attaches, authenticate, decline } = testCard(need(world, "card", method.id).number);
  if (authenticate && !authenticated) {
    const waiting: Stripe.SetupIntent = {
      ...setup,
      last_setup_error: null,
      next_action: {
        type: "redirect_to_url",
        redirect_to_url: { url: `${world.publicUrl}/c/authenticate/${setup.id}`, return_url: returnUrl },
      },
      payment_method: method.id,
      status: "requires_action",
    };
    world.store.put("setup_intent", waiting);
    emit(world, "setup_intent.requires_action", waiting);
    return waiting;
  }
  if (decline && !attaches) {
    const { code, declineCode: decline_code, message } = decline;
    const reason = { code, decline_code, doc_url: `https://stripe.com/docs/error-codes/${code}`, message };
    const open = failed(world, setup, { type: "card_error", payment_method: method, ...reason });
    throw new ApiError(402, { type: "card_error", ...reason, setup_intent: open });
  }
  const done: Stripe.SetupIntent = {
    ...setup,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
    status: "succeeded",
  };
  world.store.put("setup_intent", done);
  if (customer && method.customer === null) attach(world, method, customer);
  else if (customer === null) spend(world, method.id);
  emit(world, "setup_intent.succeeded", done);
  return done;
}

function failed(
  world: World,
  setup: Stripe.SetupIntent,
  error: Stripe.SetupIntent.LastSetupError,
): Stripe.SetupIntent {
  const open: Stripe.SetupIntent = {
    ...setup,
    last_setup_error: error,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  };
  world.store.put("setup_intent", open);
  emit(world, "setup_intent.setup_failed", open);
  return open;
}

/** Records that the shopper failed to authenticate: the intent waits for another card. */
export function failSetupAuthentication(world: World, setup: Stripe.SetupIntent): Stripe.SetupIntent {
  return failed(world, setup, {
    type: "invalid_request_error",
    code: "setup_intent_authentication_failure",
    doc_url: "https://stripe.com/docs/error-codes/setup-intent-authentication-failure",
    message:
      "The latest attempt to set up the payment method has failed because authentication failed. Please try again with another payment method.",
  });
}

export function cancelSetup(
  world: World,
  setup: Stripe.SetupIntent,
  reason: Stripe.SetupIntent.CancellationReason | null,
): Stripe.SetupIntent {
  if (!CONFIRMABLE.includes(setup.status))
    throw unexpected(
      `You cannot cancel this SetupIntent because it has a status of ${setup.status}. Only a SetupIntent with one of the following statuses may be canceled: requires_payment_method, requires_confirmation, requires_action.`,
      setup,
    );
  const canceled: Stripe.SetupIntent = {
    ...setup,
    cancellation_reason: reason,
    next_action: null,
    status: "canceled",
  };
  world.store.put("setup_intent", canceled);
  emit(world, "setup_intent.canceled", canceled);
  return canceled;
}

function unexpected(message: string, setup: Stripe.SetupIntent): ApiError {
  return new ApiError(400, {
    type: "invalid_request_error",
    code: "setup_intent_unexpected_state",
    message,
    setup_intent: setup,
  });
}

/** Returns the intent. Throws when it belongs to a Checkout Session, which alone may confirm or cancel it. */
function standalone(world: World, id: string, what: string): Stripe.SetupIntent {
  const setup = need(world, "setup_intent", id);
  const where = [{ sql: "json_extract(body, '$.setup_intent') = ?", values: [id] }];
  if (world.store.select("session", { where, limit: 1 }).length > 0)
    throw invalid(
      `You cannot ${what} a SetupIntent that was created by Checkout. Expire the Checkout Session instead.`,
    );
  return setup;
}

function given(
  world: World,
  { id, data }: { id: string | null | undefined; data: CardMethod | undefined },
): Stripe.PaymentMethod | null {
  if (data) return methodFrom(world, data);
  return id ? methodOf(world, id) : null;
}

function create(world: World, fields: RequestParams["POST /v1/setup_intents"]): Stripe.SetupIntent {
  const { confirm = false, payment_method_data: data, return_url: returnUrl, ...rest } = fields;
  if (returnUrl && !confirm)
    throw invalid("`return_url` can only be passed when `confirm` is true.", "return_url");
  const method = given(world, { id: rest.payment_method, data });
  if (method) checkOwner(world, method, rest.customer ?? null, "SetupIntent");
  const setup = createSetup(world, { ...rest, ...(method && { payment_method: method.id }) });
  if (!confirm) return setup;
  if (!method)
    throw unexpected("You cannot confirm this SetupIntent because it's missing a payment method.", setup);
  return confirmSetup(world, setup, { method, returnUrl: returnUrl ?? null });
}

function update(
  world: World,
  fields: RequestParams["POST /v1/setup_intents/:id"],
  present: Stripe.SetupIntent,
): Stripe.SetupIntent {
  if (!CONFIRMABLE.includes(present.status) && (fields.customer || fields.payment_method))
    throw unexpected(
      `You cannot update this SetupIntent because it has a status of ${present.status}.`,
      present,
    );
  if (fields.customer) need(world, "customer", fields.customer, "customer");
  const customer = fields.customer ?? idOf(present.customer);
  const method = given(world, { id: fields.payment_method, data: undefined });
  if (method) checkOwner(world, method, customer, "SetupIntent");
  const setup: Stripe.SetupIntent = {
    ...present,
    customer,
    description: fields.description ?? present.description,
    metadata: fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
    payment_method: method?.id ?? idOf(present.payment_method),
    status: method && present.status === "requires_payment_method" ? "requires_confirmation" : present.status,
  };
  world.store.put("setup_intent", setup);
  return setup;
}

export const setupIntents = {
  "POST /v1/setup_intents": create,
  "GET /v1/setup_intents": (world, { customer, payment_method, ...page }) =>
    listOf(world, "setup_intent", "/v1/setup_intents", page, { equal: { customer, payment_method } }),
  "GET /v1/setup_intents/:id": (world, _, { id }) => need(world, "setup_intent", id),
  "POST /v1/setup_intents/:id": (world, fields, { id }) =>
    update(world, fields, need(world, "setup_intent", id)),
  "POST /v1/setup_intents/:id/confirm": (world, fields, { id }) => {
    const setup = standalone(world, id, "confirm");
    const chosen = fields.payment_method ?? idOf(setup.payment_method);
    const method = given(world, { id: chosen, data: fields.payment_method_data });
    if (!method)
      throw unexpected("You cannot confirm this SetupIntent because it's missing a payment method.", setup);
    return confirmSetup(world, setup, { method, returnUrl: fields.return_url ?? null });
  },
  "POST /v1/setup_intents/:id/cancel": (world, { cancellation_reason: reason }, { id }) =>
    cancelSetup(world, standalone(world, id, "cancel"), reason ?? null),
} satisfies Partial<Handlers>;
