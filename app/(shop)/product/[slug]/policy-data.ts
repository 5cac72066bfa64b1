import type { Variant } from "@securecart/core/catalog";
import { Money } from "@securecart/core/money";
import { type DeliveryOffer, homeCountry } from "@securecart/core/pricing";
import type { Values } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import { settings } from "#app/_lib/cached";
import { offerTo } from "#app/_lib/delivery";
import { publishedPolicies } from "#app/_lib/policies";
import type { Found } from "./find";
import { priceOf } from "./price-in";

type Node = { "@id": string; "@type": string } & Record<string, unknown>;
type Offer = DeliveryOffer & { country: string };

/**
 * Returns the delivery to the shop's own country and the rules for returns as structured data, each once, and a function
 * that returns a variant's references to them.
 */
export async function policyData({ variants, board, currency }: Found) {
  const [{ handling }, returns] = await Promise.all([settings("shipping"), returnData()]);
  const deliveries = new Map<string, Node>();
  const refer = new Map<string, object>();
  for (const variant of variants) {
    const subtotal = priceOf({ chosen: variant, board, currency }).amount;
    const offer = await offerTo([], { currency, subtotal, grams: variant.weightGrams });
    if (!offer) continue;
    const value = Money.decimal(offer.amount, currency);
    const node = { "@id": `#delivery-${value}`, ...deliveryData(offer, handling, { value, currency }) };
    deliveries.set(node["@id"], node);
    refer.set(variant.sku, { shippingDetails: { "@id": node["@id"] } });
  }
  const policy = returns && { hasMerchantReturnPolicy: { "@id": returns["@id"] } };
  return {
    nodes: [...deliveries.values(), ...(returns ? [returns] : [])],
    of: ({ sku }: Variant) => ({ ...refer.get(sku), ...policy }),
  };
}

type Handling = Values<"shipping">["handling"];
type Rate = { value: string; currency: string };

function deliveryData({ country, transit }: Offer, handling: Handling, rate: Rate) {
  const days = (min: number, max: number) => ({
    "@type": "QuantitativeValue",
    minValue: min,
    maxValue: max,
    unitCode: "DAY",
  });
  return {
    "@type": "OfferShippingDetails",
    shippingRate: { "@type": "MonetaryAmount", ...rate },
    shippingDestination: { "@type": "DefinedRegion", addressCountry: country },
    ...(transit && {
      deliveryTime: {
        "@type": "ShippingDeliveryTime",
        handlingTime: days(0, handling.days),
        transitTime: days(transit.min, transit.max),
      },
    }),
  };
}

/** Returns the rules for returns; null for a shop that delivers nowhere. */
async function returnData(): Promise<Node | null> {
  const [{ days, parcelPaidBy }, shipping, policies] = await Promise.all([
    settings("returns"),
    settings("shipping"),
    publishedPolicies(),
  ]);
  const country = homeCountry(shipping);
  if (!country) return null;
  const page = policies.find(({ key }) => key === "returns");
  const policy = {
    "@id": "#returns",
    "@type": "MerchantReturnPolicy",
    applicableCountry: country,
    ...(page && { merchantReturnLink: new URL(page.path, Shop.url()).href }),
  };
  if (days === 0) return { ...policy, returnPolicyCategory: "https://schema.org/MerchantReturnNotPermitted" };
  return {
    ...policy,
    returnPolicyCategory: "https://schema.org/MerchantReturnFiniteReturnWindow",
    merchantReturnDays: days,
    returnMethod: "https://schema.org/ReturnByMail",
    returnFees: `https://schema.org/${parcelPaidBy === "shop" ? "FreeReturn" : "ReturnFeesCustomerResponsibility"}`,
  };
}
