import type Stripe from "stripe";

/**
 * Parameters of each route, in Stripe's own types. The JSON schemas that check requests are generated from this
 * interface (`generate-params.ts`), so a parameter that is not listed here is refused, never ignored.
 */
export interface RequestParams {
  "POST /v1/customers": Pick<Stripe.CustomerCreateParams, CustomerField> &
    Pick<Stripe.CustomerCreateParams, "payment_method">;
  "GET /v1/customers": Pick<Stripe.CustomerListParams, Page> &
    Pick<Stripe.CustomerListParams, "created" | "email">;
  "GET /v1/customers/search": Stripe.CustomerSearchParams;
  "GET /v1/customers/:id": Expand;
  "POST /v1/customers/:id": Pick<Stripe.CustomerUpdateParams, CustomerField> & {
    invoice_settings?: Pick<Stripe.CustomerUpdateParams.InvoiceSettings, "default_payment_method">;
  };
  "DELETE /v1/customers/:id": Expand;
  "POST /v1/customers/:id/tax_ids": Stripe.CustomerCreateTaxIdParams;
  "GET /v1/customers/:id/tax_ids": Pick<Stripe.CustomerListTaxIdsParams, Page>;
  "GET /v1/customers/:id/tax_ids/:taxId": Expand;
  "DELETE /v1/customers/:id/tax_ids/:taxId": Expand;
  "GET /v1/customers/:id/payment_methods": Pick<Stripe.CustomerListPaymentMethodsParams, Page> &
    Pick<Stripe.CustomerListPaymentMethodsParams, "allow_redisplay" | "type">;
  "GET /v1/customers/:id/payment_methods/:method": Expand;

  "POST /v1/payment_methods": CardMethod & Expand & { metadata?: Stripe.MetadataParam };
  "GET /v1/payment_methods": Pick<Stripe.PaymentMethodListParams, Page> &
    Pick<Stripe.PaymentMethodListParams, "allow_redisplay" | "customer" | "type">;
  "GET /v1/payment_methods/:id": Expand;
  "POST /v1/payment_methods/:id": Pick<
    Stripe.PaymentMethodUpdateParams,
    "allow_redisplay" | "expand" | "metadata"
  >;
  "POST /v1/payment_methods/:id/attach": Pick<Stripe.PaymentMethodAttachParams, "customer" | "expand">;
  "POST /v1/payment_methods/:id/detach": Expand;

  "POST /v1/products": Pick<Stripe.ProductCreateParams, ProductField> &
    Pick<Stripe.ProductCreateParams, "id"> & {
      default_price_data?: Pick<
        Stripe.ProductCreateParams.DefaultPriceData,
        "currency" | "metadata" | "tax_behavior" | "unit_amount"
      >;
    };
  "GET /v1/products": Pick<Stripe.ProductListParams, Page> &
    Pick<Stripe.ProductListParams, "active" | "created" | "ids" | "shippable" | "url">;
  "GET /v1/products/:id": Expand;
  "POST /v1/products/:id": Pick<Stripe.ProductUpdateParams, ProductField> &
    Pick<Stripe.ProductUpdateParams, "default_price">;
  "DELETE /v1/products/:id": Expand;

  "POST /v1/prices": Pick<
    Stripe.PriceCreateParams,
    | "active"
    | "currency"
    | "expand"
    | "lookup_key"
    | "metadata"
    | "nickname"
    | "product"
    | "tax_behavior"
    | "unit_amount"
  > & { product_data?: Pick<Stripe.PriceCreateParams.ProductData, "name" | "metadata" | "tax_code"> };
  "GET /v1/prices": Pick<Stripe.PriceListParams, Page> &
    Pick<Stripe.PriceListParams, "active" | "created" | "currency" | "lookup_keys" | "product" | "type">;
  "GET /v1/prices/:id": Expand;
  "POST /v1/prices/:id": Pick<
    Stripe.PriceUpdateParams,
    "active" | "expand" | "lookup_key" | "metadata" | "nickname" | "tax_behavior"
  >;

  "POST /v1/coupons": Pick<
    Stripe.CouponCreateParams,
    | "amount_off"
    | "currency"
    | "duration"
    | "duration_in_months"
    | "expand"
    | "id"
    | "max_redemptions"
    | "metadata"
    | "name"
    | "percent_off"
    | "redeem_by"
  >;
  "GET /v1/coupons": Pick<Stripe.CouponListParams, Page> & Pick<Stripe.CouponListParams, "created">;
  "GET /v1/coupons/:id": Expand;
  "POST /v1/coupons/:id": Pick<Stripe.CouponUpdateParams, "expand" | "metadata" | "name">;
  "DELETE /v1/coupons/:id": Expand;

  "POST /v1/promotion_codes": Pick<
    Stripe.PromotionCodeCreateParams,
    "active" | "code" | "customer" | "expand" | "expires_at" | "max_redemptions" | "metadata" | "promotion"
  >;
  "GET /v1/promotion_codes": Pick<Stripe.PromotionCodeListParams, Page> &
    Pick<Stripe.PromotionCodeListParams, "active" | "code" | "coupon" | "created" | "customer">;
  "GET /v1/promotion_codes/:id": Expand;
  "POST /v1/promotion_codes/:id": Pick<Stripe.PromotionCodeUpdateParams, "active" | "expand" | "metadata">;

  "POST /v1/shipping_rates": ShippingRateData & Expand & { tax_code?: string };
  "GET /v1/shipping_rates": Pick<Stripe.ShippingRateListParams, Page> &
    Pick<Stripe.ShippingRateListParams, "active" | "created" | "currency">;
  "GET /v1/shipping_rates/:id": Expand;
  "POST /v1/shipping_rates/:id": Pick<
    Stripe.ShippingRateUpdateParams,
    "active" | "expand" | "metadata" | "tax_behavior"
  >;

  "POST /v1/tax_rates": Stripe.TaxRateCreateParams;
  "GET /v1/tax_rates": Stripe.TaxRateListParams;
  "GET /v1/tax_rates/:id": Expand;
  "POST /v1/tax_rates/:id": Stripe.TaxRateUpdateParams;

  "POST /v1/checkout/sessions": Pick<
    Stripe.Checkout.SessionCreateParams,
    | "allow_promotion_codes"
    | "allowed_payment_method_types"
    | "automatic_tax"
    | "billing_address_collection"
    | "cancel_url"
    | "client_reference_id"
    | "currency"
    | "custom_text"
    | "customer"
    | "customer_creation"
    | "customer_email"
    | "customer_update"
    | "discounts"
    | "excluded_payment_method_types"
    | "expand"
    | "expires_at"
    | "locale"
    | "metadata"
    | "mode"
    | "payment_method_collection"
    | "redirect_on_completion"
    | "return_url"
    | "saved_payment_method_options"
    | "shipping_address_collection"
    | "submit_type"
    | "success_url"
    | "tax_id_collection"
    | "ui_mode"
  > & {
    line_items?: CheckoutLine[];
    payment_intent_data?: Pick<
      Stripe.Checkout.SessionCreateParams.PaymentIntentData,
      | "capture_method"
      | "description"
      | "metadata"
      | "receipt_email"
      | "setup_future_usage"
      | "shipping"
      | "statement_descriptor"
      | "statement_descriptor_suffix"
      | "transfer_group"
    >;
    payment_method_options?: {
      card?: Pick<Stripe.Checkout.SessionCreateParams.PaymentMethodOptions.Card, "capture_method">;
    };
    setup_intent_data?: Pick<Stripe.Checkout.SessionCreateParams.SetupIntentData, "description" | "metadata">;
    shipping_options?: { shipping_rate?: string; shipping_rate_data?: ShippingRateData }[];
  };
  "GET /v1/checkout/sessions": Pick<Stripe.Checkout.SessionListParams, Page> &
    Pick<
      Stripe.Checkout.SessionListParams,
      "created" | "customer" | "customer_details" | "payment_intent" | "status"
    >;
  "GET /v1/checkout/sessions/:id": Expand;
  "POST /v1/checkout/sessions/:id": Pick<Stripe.Checkout.SessionUpdateParams, "expand" | "metadata">;
  "POST /v1/checkout/sessions/:id/expire": Expand;
  "GET /v1/checkout/sessions/:id/line_items": Pick<Stripe.Checkout.SessionListLineItemsParams, Page>;

  "POST /v1/payment_intents": Pick<
    Stripe.PaymentIntentCreateParams,
    | "allowed_payment_method_types"
    | "amount"
    | "automatic_payment_methods"
    | "capture_method"
    | "confirm"
    | "confirmation_method"
    | "currency"
    | "customer"
    | "description"
    | "error_on_requires_action"
    | "excluded_payment_method_types"
    | "expand"
    | "metadata"
    | "off_session"
    | "payment_method"
    | "receipt_email"
    | "return_url"
    | "setup_future_usage"
    | "shipping"
    | "statement_descriptor"
    | "statement_descriptor_suffix"
    | "transfer_group"
  > & { payment_method_data?: CardMethod };
  "GET /v1/payment_intents": Pick<Stripe.PaymentIntentListParams, Page> &
    Pick<Stripe.PaymentIntentListParams, "created" | "customer">;
  "GET /v1/payment_intents/search": Stripe.PaymentIntentSearchParams;
  "GET /v1/payment_intents/:id": Expand & { client_secret?: string };
  "POST /v1/payment_intents/:id": Pick<
    Stripe.PaymentIntentUpdateParams,
    | "amount"
    | "capture_method"
    | "currency"
    | "customer"
    | "description"
    | "expand"
    | "metadata"
    | "payment_method"
    | "receipt_email"
    | "shipping"
  >;
  "POST /v1/payment_intents/:id/confirm": Pick<
    Stripe.PaymentIntentConfirmParams,
    | "capture_method"
    | "error_on_requires_action"
    | "expand"
    | "off_session"
    | "payment_method"
    | "receipt_email"
    | "return_url"
    | "shipping"
  > & { payment_method_data?: CardMethod };
  "POST /v1/payment_intents/:id/capture": Pick<
    Stripe.PaymentIntentCaptureParams,
    "amount_to_capture" | "expand" | "final_capture" | "metadata"
  >;
  "POST /v1/payment_intents/:id/cancel": Stripe.PaymentIntentCancelParams;

  "POST /v1/setup_intents": Pick<
    Stripe.SetupIntentCreateParams,
    | "allowed_payment_method_types"
    | "automatic_payment_methods"
    | "confirm"
    | "customer"
    | "description"
    | "excluded_payment_method_types"
    | "expand"
    | "metadata"
    | "payment_method"
    | "return_url"
    | "usage"
  > & { payment_method_data?: CardMethod };
  "GET /v1/setup_intents": Pick<Stripe.SetupIntentListParams, Page> &
    Pick<Stripe.SetupIntentListParams, "created" | "customer" | "payment_method">;
  "GET /v1/setup_intents/:id": Expand & { client_secret?: string };
  "POST /v1/setup_intents/:id": Pick<
    Stripe.SetupIntentUpdateParams,
    "customer" | "description" | "expand" | "metadata" | "payment_method"
  >;
  "POST /v1/setup_intents/:id/confirm": Pick<
    Stripe.SetupIntentConfirmParams,
    "expand" | "payment_method" | "return_url"
  > & { payment_method_data?: CardMethod };
  "POST /v1/setup_intents/:id/cancel": Stripe.SetupIntentCancelParams;

  "GET /v1/charges": Pick<Stripe.ChargeListParams, Page> &
    Pick<Stripe.ChargeListParams, "created" | "customer" | "payment_intent">;
  "GET /v1/charges/search": Stripe.ChargeSearchParams;
  "GET /v1/charges/:id": Expand;

  "POST /v1/refunds": Pick<
    Stripe.RefundCreateParams,
    "amount" | "charge" | "expand" | "instructions_email" | "metadata" | "payment_intent" | "reason"
  >;
  "GET /v1/refunds": Pick<Stripe.RefundListParams, Page> &
    Pick<Stripe.RefundListParams, "charge" | "created" | "payment_intent">;
  "GET /v1/refunds/:id": Expand;
  "POST /v1/refunds/:id": Stripe.RefundUpdateParams;
  "POST /v1/refunds/:id/cancel": Expand;

  "GET /v1/disputes": Pick<Stripe.DisputeListParams, Page> &
    Pick<Stripe.DisputeListParams, "charge" | "created" | "payment_intent">;
  "GET /v1/disputes/:id": Expand;
  "POST /v1/disputes/:id": Pick<Stripe.DisputeUpdateParams, "expand" | "metadata" | "submit"> & {
    evidence?: Pick<
      Stripe.DisputeUpdateParams.Evidence,
      | "access_activity_log"
      | "billing_address"
      | "cancellation_policy_disclosure"
      | "cancellation_rebuttal"
      | "customer_email_address"
      | "customer_name"
      | "customer_purchase_ip"
      | "duplicate_charge_explanation"
      | "duplicate_charge_id"
      | "product_description"
      | "refund_policy_disclosure"
      | "refund_refusal_explanation"
      | "service_date"
      | "shipping_address"
      | "shipping_carrier"
      | "shipping_date"
      | "shipping_tracking_number"
      | "uncategorized_text"
    >;
  };
  "POST /v1/disputes/:id/close": Expand;

  "GET /v1/balance_transactions": Pick<Stripe.BalanceTransactionListParams, Page> &
    Pick<Stripe.BalanceTransactionListParams, "created" | "currency" | "source" | "type">;
  "GET /v1/balance_transactions/:id": Expand;

  "GET /v1/radar/early_fraud_warnings": Pick<Stripe.Radar.EarlyFraudWarningListParams, Page> &
    Pick<Stripe.Radar.EarlyFraudWarningListParams, "charge" | "created" | "payment_intent">;
  "GET /v1/radar/early_fraud_warnings/:id": Expand;

  "GET /v1/events": Stripe.EventListParams;
  "GET /v1/events/:id": Expand;

  "POST /v1/webhook_endpoints": Pick<
    Stripe.WebhookEndpointCreateParams,
    "api_version" | "description" | "enabled_events" | "expand" | "metadata" | "url"
  >;
  "GET /v1/webhook_endpoints": Pick<Stripe.WebhookEndpointListParams, Page>;
  "GET /v1/webhook_endpoints/:id": Expand;
  "POST /v1/webhook_endpoints/:id": Stripe.WebhookEndpointUpdateParams;
  "DELETE /v1/webhook_endpoints/:id": Expand;
}

export type Route = keyof RequestParams;

export type Expand = { expand?: string[] };

type Page = "ending_before" | "expand" | "limit" | "starting_after";

type CustomerField =
  | "address"
  | "description"
  | "email"
  | "expand"
  | "metadata"
  | "name"
  | "phone"
  | "preferred_locales"
  | "shipping"
  | "tax_exempt";

type ProductField =
  | "active"
  | "description"
  | "expand"
  | "images"
  | "metadata"
  | "name"
  | "shippable"
  | "statement_descriptor"
  | "tax_code"
  | "unit_label"
  | "url";

export type CardMethod = {
  type: "card";
  card?: Pick<Stripe.PaymentMethodCreateParams.Card, "cvc" | "exp_month" | "exp_year" | "number" | "token">;
  billing_details?: Stripe.PaymentMethodCreateParams.BillingDetails;
};

export type ShippingRateData = Pick<
  Stripe.Checkout.SessionCreateParams.ShippingOption.ShippingRateData,
  "delivery_estimate" | "display_name" | "metadata" | "tax_behavior" | "type"
> & { fixed_amount?: Stripe.Checkout.SessionCreateParams.ShippingOption.ShippingRateData.FixedAmount };

export type PriceData = Pick<
  Stripe.Checkout.SessionCreateParams.LineItem.PriceData,
  "currency" | "product" | "tax_behavior" | "unit_amount"
> & {
  product_data?: Pick<
    Stripe.Checkout.SessionCreateParams.LineItem.PriceData.ProductData,
    "description" | "images" | "metadata" | "name" | "tax_code"
  >;
};

export type CheckoutLine = Pick<
  Stripe.Checkout.SessionCreateParams.LineItem,
  "metadata" | "price" | "quantity" | "tax_rates"
> & { price_data?: PriceData };
