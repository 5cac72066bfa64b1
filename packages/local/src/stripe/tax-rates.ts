import type Stripe from "stripe";
import { invalid } from "./errors";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { metadata, need, type World } from "./world";

function createTaxRate(world: World, fields: RequestParams["POST /v1/tax_rates"]): Stripe.TaxRate {
  if (!(fields.percentage >= 0 && fields.percentage <= 100))
    throw invalid("Invalid percentage: must be between 0 and 100.", "percentage");
  const rate: Stripe.TaxRate = {
    id: newId("txr"),
    object: "tax_rate",
    active: fields.active ?? true,
    country: fields.country ?? null,
    created: world.now(),
    description: fields.description ?? null,
    display_name: fields.display_name,
    effective_percentage: null,
    flat_amount: null,
    inclusive: fields.inclusive,
    jurisdiction: fields.jurisdiction ?? null,
    jurisdiction_level: null,
    livemode: false,
    metadata: metadata(fields.metadata),
    percentage: fields.percentage,
    rate_type: "percentage",
    state: fields.state ?? null,
    tax_type: fields.tax_type ?? null,
  };
  world.store.put("tax_rate", rate);
  emit(world, "tax_rate.created", rate);
  return rate;
}

export const taxRates = {
  "POST /v1/tax_rates": createTaxRate,
  "GET /v1/tax_rates": (world, { active, inclusive, ...page }) =>
    listOf(world, "tax_rate", "/v1/tax_rates", page, { equal: { active, inclusive } }),
  "GET /v1/tax_rates/:id": (world, _, { id }) => need(world, "tax_rate", id),
  "POST /v1/tax_rates/:id": (world, fields, { id }) => {
    const present = need(world, "tax_rate", id);
    const rate: Stripe.TaxRate = {
      ...present,
      active: fields.active ?? present.active,
      description: fields.description ?? present.description,
      display_name: fields.display_name ?? present.display_name,
      metadata:
        fields.metadata === undefined ? present.metadata : metadata(fields.metadata, present.metadata),
    };
    world.store.put("tax_rate", rate);
    emit(world, "tax_rate.updated", rate);
    return rate;
  },
} satisfies Partial<Handlers>;
