import { Pricing } from "#sales/pricing";
import type { Check } from "../checks";

/** Warns of destinations without a delivery method, price or tax rate. */
export const deliveryAndTax: Check = (settings) =>
  Pricing.problemsOf(Pricing.rulesIn(settings))
    .filter(({ level }) => level === "warning")
    .map(({ text, about }) => {
      const isTax = about === "taxes" || (typeof about === "object" && "area" in about);
      return {
        level: "warning",
        message: text,
        pages: [isTax ? "/admin/settings/taxes" : "/admin/settings/shipping"],
      };
    });
