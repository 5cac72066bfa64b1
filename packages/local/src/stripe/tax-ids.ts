import type Stripe from "stripe";
import { setDeadline } from "./deadlines";
import { ApiError, noSuch } from "./errors";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { Handlers } from "./routes";
import { idOf, need, type World } from "./world";

interface Rule {
  type: Stripe.TaxId.Type;
  label: string;
  pattern: RegExp;
  example: string;
  /** Country of the type, if it belongs to only one. */
  country?: string;
  /** True when Stripe verifies it with a government service. */
  verified?: true;
}

/** Patterns of VAT numbers of EU members and Northern Ireland. */
const EU_VAT = [
  "ATU\\d{8}",
  "BE[01]\\d{9}",
  "BG\\d{9,10}",
  "CY\\d{8}[A-Z]",
  "CZ\\d{8,10}",
  "DE\\d{9}",
  "DK\\d{8}",
  "EE\\d{9}",
  "EL\\d{9}",
  "ES[0-9A-Z]\\d{7}[0-9A-Z]",
  "FI\\d{8}",
  "FR[0-9A-Z]{2}\\d{9}",
  "HR\\d{11}",
  "HU\\d{8}",
  "IE\\d[0-9A-Z+*]\\d{5}[A-Z]{1,2}",
  "IT\\d{11}",
  "LT(\\d{9}|\\d{12})",
  "LU\\d{8}",
  "LV\\d{11}",
  "MT\\d{8}",
  "NL\\d{9}B\\d{2}",
  "PL\\d{10}",
  "PT\\d{9}",
  "RO\\d{2,10}",
  "SE\\d{12}",
  "SI\\d{8}",
  "SK\\d{10}",
  "XI(\\d{9}|\\d{12}|(GD|HA)\\d{3})",
].join("|");

/** Types that the page offers, with the format that Stripe accepts. Checksums are not verified. */
export const TAX_ID_RULES: readonly Rule[] = [
  {
    type: "eu_vat",
    label: "EU VAT",
    pattern: new RegExp(`^(${EU_VAT})$`),
    example: "DE123456789",
    verified: true,
  },
  {
    type: "gb_vat",
    label: "UK VAT",
    pattern: /^GB(\d{9}|\d{12}|(GD|HA)\d{3})$/,
    example: "GB123456789",
    country: "GB",
    verified: true,
  },
  {
    type: "au_abn",
    label: "Australian Business Number",
    pattern: /^\d{11}$/,
    example: "12345678912",
    country: "AU",
    verified: true,
  },
  { type: "ca_bn", label: "Canadian BN", pattern: /^\d{9}$/, example: "123456789", country: "CA" },
  {
    type: "ch_vat",
    label: "Swiss VAT",
    pattern: /^CHE\d{9}(MWST|TVA|IVA)$/,
    example: "CHE-123.456.789 MWST",
    country: "CH",
  },
  { type: "no_vat", label: "Norwegian VAT", pattern: /^\d{9}MVA$/, example: "123456789MVA", country: "NO" },
  { type: "us_ein", label: "US EIN", pattern: /^\d{9}$/, example: "12-3456789", country: "US" },
];

/** Verification results in test mode by the digits of a number. Other numbers stay pending. */
const TEST_STATUSES: Record<string, Stripe.TaxId.Verification.Status> = {
  "000000000": "verified",
  "111111111": "unverified",
};

/** Delay of the government service, in seconds. */
const VERIFY_SECONDS = 1;

/** Returns the value as Stripe stores it, or null when it does not have the format of its type. */
export function normalTaxId(type: string, value: string): string | null {
  const plain = value.replace(/[\s.-]/g, "").toUpperCase();
  const rule = TAX_ID_RULES.find((candidate) => candidate.type === type);
  if (!rule) return /^[0-9A-Z/]{3,30}$/.test(plain) ? plain : null;
  return rule.pattern.test(plain) ? plain : null;
}

/** Records a customer's tax id. Throws `tax_id_invalid` when its format is invalid. */
export function createTaxId(
  world: World,
  customer: string,
  { type, value }: { type: Stripe.TaxId.Type; value: string },
): Stripe.TaxId {
  need(world, "customer", customer, "customer");
  const plain = normalTaxId(type, value);
  if (plain === null)
    throw new ApiError(400, {
      type: "invalid_request_error",
      code: "tax_id_invalid",
      message: `Invalid value for ${type}.`,
      param: "value",
    });
  const rule = TAX_ID_RULES.find((candidate) => candidate.type === type);
  const prefix = plain.slice(0, 2) === "EL" ? "GR" : plain.slice(0, 2);
  const taxId: Stripe.TaxId = {
    id: newId("txi"),
    object: "tax_id",
    country: rule?.country ?? (type === "eu_vat" ? prefix : type.slice(0, 2).toUpperCase()),
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    owner: { customer, customer_account: null, type: "customer" },
    type,
    value: plain,
    verification: {
      status: rule?.verified ? "pending" : "unavailable",
      verified_address: null,
      verified_name: null,
    },
  };
  world.store.put("tax_id", taxId);
  if (rule?.verified) setDeadline(world, "tax_id", taxId.id, world.now() + VERIFY_SECONDS);
  emit(world, "customer.tax_id.created", taxId);
  return taxId;
}

/** Records the result of the government service. */
export function verifyTaxId(world: World, id: string): void {
  const present = world.store.find("tax_id", id);
  const status = TEST_STATUSES[present?.value.replace(/\D/g, "") ?? ""];
  if (!present?.verification || !status) return;
  const taxId: Stripe.TaxId = { ...present, verification: { ...present.verification, status } };
  world.store.put("tax_id", taxId);
  emit(world, "customer.tax_id.updated", taxId);
}

function needOf(world: World, customer: string, id: string): Stripe.TaxId {
  need(world, "customer", customer);
  const taxId = need(world, "tax_id", id);
  if (idOf(taxId.customer) !== customer) throw noSuch("tax id", id);
  return taxId;
}

export const taxIds = {
  "POST /v1/customers/:id/tax_ids": (world, fields, { id }) => createTaxId(world, id, fields),
  "GET /v1/customers/:id/tax_ids": (world, page, { id: customer }) => {
    need(world, "customer", customer);
    return listOf(world, "tax_id", `/v1/customers/${customer}/tax_ids`, page, { equal: { customer } });
  },
  "GET /v1/customers/:id/tax_ids/:taxId": (world, _, { id, taxId }) => needOf(world, id, taxId),
  "DELETE /v1/customers/:id/tax_ids/:taxId": (world, _, { id, taxId }): Stripe.DeletedTaxId => {
    const found = needOf(world, id, taxId);
    world.store.remove("tax_id", taxId);
    emit(world, "customer.tax_id.deleted", found);
    return { id: taxId, object: "tax_id", deleted: true };
  },
} satisfies Partial<Handlers>;
