import { invalid, missingParam } from "./errors";
import type { RequestParams } from "./params";
import { need, type World } from "./world";

type Fields = RequestParams["POST /v1/checkout/sessions"];

const SHORTEST = 30 * 60;
export const LONGEST_SECONDS = 24 * 3600;
/** Tolerance for different clocks, in seconds: Stripe accepts an expiry slightly outside the limits. */
const GRACE = 60;
const MOST_LINES = 100;

/** Throws ApiError for a session that Stripe refuses before it reads any line item. */
export function checkSession(world: World, fields: Fields): void {
  const hosted = (fields.ui_mode ?? "hosted_page") === "hosted_page";
  if (!fields.mode) throw missingParam("mode");
  if (fields.mode !== "payment" && fields.mode !== "setup")
    throw invalid("This server does not support subscriptions: mode must be payment or setup.", "mode");
  if (hosted && !fields.success_url) throw missingParam("success_url");
  if (!hosted && !fields.return_url && fields.redirect_on_completion !== "never")
    throw missingParam("return_url");
  for (const param of ["success_url", "cancel_url", "return_url"] as const) checkUrl(fields[param], param);
  checkMode(fields, fields.mode === "setup" ? "setup" : "payment");
  if (fields.customer && fields.customer_email)
    throw invalid("You may only specify one of these parameters: customer, customer_email.", "customer");
  if (fields.customer) need(world, "customer", fields.customer, "customer");
  if (fields.discounts && fields.discounts.length > 1)
    throw invalid("You may only apply one discount to a Checkout Session.", "discounts");
  if (fields.discounts?.length && fields.allow_promotion_codes !== undefined)
    throw invalid(
      "You may only specify one of these parameters: allow_promotion_codes, discounts.",
      "discounts",
    );
  if (fields.client_reference_id && fields.client_reference_id.length > 200)
    throw invalid("client_reference_id must be at most 200 characters.", "client_reference_id");
  checkCustomerUpdate(fields);
  checkPage(fields);
  checkExpiry(world, fields.expires_at);
}

/** Refuses parameters of the other mode. */
function checkMode(fields: Fields, mode: "payment" | "setup"): void {
  const foreign =
    mode === "payment"
      ? (["setup_intent_data"] as const)
      : ([
          "allow_promotion_codes",
          "automatic_tax",
          "discounts",
          "line_items",
          "payment_intent_data",
          "saved_payment_method_options",
          "shipping_address_collection",
          "shipping_options",
          "submit_type",
          "tax_id_collection",
        ] as const);
  for (const param of foreign)
    if (fields[param] !== undefined)
      throw invalid(`You can not pass \`${param}\` in \`${mode}\` mode.`, param);
  if (mode === "setup") {
    if (!fields.currency) throw missingParam("currency");
    return;
  }
  if (!fields.line_items?.length)
    throw invalid(
      "The `line_items` parameter is required in payment mode.",
      "line_items",
      "parameter_missing",
    );
  if (fields.line_items.length > MOST_LINES)
    throw invalid(`A Checkout Session has at most ${MOST_LINES} line items.`, "line_items");
}

function checkCustomerUpdate({ customer, customer_update: update, tax_id_collection: taxIds }: Fields): void {
  if (update && !customer)
    throw invalid("`customer_update` can only be used with `customer`.", "customer_update");
  if (taxIds?.enabled && customer && update?.name !== "auto")
    throw invalid(
      "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.",
      "customer_update[name]",
    );
}

/** Refuses features that the hosted page does not have, instead of ignoring them silently. */
function checkPage(fields: Fields): void {
  if (fields.allow_promotion_codes)
    throw invalid(
      "This server's page does not accept promotion codes; pass `discounts`.",
      "allow_promotion_codes",
    );
  const saved = fields.saved_payment_method_options;
  if (saved && !fields.customer)
    throw invalid(
      "`saved_payment_method_options` can only be used together with `customer`.",
      "saved_payment_method_options",
    );
  if (saved?.payment_method_remove === "enabled")
    throw invalid(
      "This server's page cannot remove saved cards.",
      "saved_payment_method_options[payment_method_remove]",
    );
  if (saved?.allow_redisplay_filters?.some((filter) => filter !== "always"))
    throw invalid(
      "This server's page shows only cards with `allow_redisplay: always`.",
      "saved_payment_method_options[allow_redisplay_filters]",
    );
  if (fields.billing_address_collection === "required")
    throw invalid("This server's page does not collect a billing address.", "billing_address_collection");
}

function checkUrl(url: string | undefined, param: string): void {
  if (url === undefined) return;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw invalid("Not a valid URL", param, "url_invalid");
}

function checkExpiry(world: World, at: number | undefined): void {
  if (at === undefined) return;
  const left = at - world.now();
  if (!Number.isInteger(at)) throw invalid(`Invalid timestamp: ${at}`, "expires_at");
  if (left < SHORTEST - GRACE)
    throw invalid(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  if (left > LONGEST_SECONDS + GRACE)
    throw invalid(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      "expires_at",
    );
}
