import { Pricing } from "#sales/pricing";
import { Return } from "#sales/return";
import type { Check } from "../checks";

const page = "/admin/settings/returns";

/** Days in which consumers in the European Union may withdraw, by Directive 2011/83/EU. */
const daysByLaw = 14;

/** Warns of rules for returns that the law of a destination does not allow. */
export const returnsByLaw: Check = ({ shipping, returns: { days, refundDelivery } }) => {
  const country = Pricing.countriesOf(shipping).find(({ code }) => Return.isInUnion(code));
  if (!country) return [];
  const ships = `You ship to the European Union (${country.name})`;
  return [
    ...(days < daysByLaw
      ? [`${ships}, where customers can return goods for ${daysByLaw} days. Allow ${daysByLaw} days or more.`]
      : []),
    ...(refundDelivery === "never"
      ? [`${ships}, where the delivery fee is refunded with a whole order. Refund it there.`]
      : []),
  ].map((message) => ({ level: "warning", message, pages: [page] }));
};
