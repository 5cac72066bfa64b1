import { Money, type ShopCurrencies } from "@securecart/core/money";
import { Place } from "@securecart/core/place";
import type { ShippingMethod, ShippingZone } from "@securecart/core/settings";

/** Most places that are named in a list. */
const mostNamed = 4;

/** Returns the places of a zone in words: "France, Spain and 9 more". */
export function placesInWords({ places, restOfWorld }: ShippingZone) {
  const names = [
    ...places.map((id) => Place.nameOf(id) ?? id),
    ...(restOfWorld ? ["rest of the world"] : []),
  ];
  if (names.length === 0) return "No places yet";
  const rest = names.length - mostNamed;
  return rest > 1 ? `${names.slice(0, mostNamed).join(", ")} and ${rest} more` : names.join(", ");
}

/** Returns how a method is priced in the shop's currencies, in words: "$5.90 / €4.90", "by weight, from $5.90, up to 31.5 kg". */
export function tariffInWords({ tariff }: ShippingMethod, currencies: ShopCurrencies) {
  const amounts = (prices: Money.Amounts) =>
    currencies
      .flatMap((currency) => {
        const amount = prices[currency];
        return amount === undefined ? [] : [amount === 0 ? "free" : Money.format(amount, currency)];
      })
      .join(" / ");
  if (tariff.by === "flat") return amounts(tariff.prices);
  const [first] = tariff.steps;
  const from = first ? `, from ${amounts(first.prices)}` : "";
  if (tariff.by === "subtotal") return `by subtotal${from}`;
  return `by weight${from}, up to ${(tariff.steps.at(-1)?.upTo ?? 0) / 1000} kg`;
}

/** Returns the subtotals from which a method is free: "free from $75.00 / €70.00"; "" when it never is. */
export function freeInWords({ freeFrom }: ShippingMethod, currencies: ShopCurrencies) {
  const amounts = currencies.flatMap((currency) => {
    const amount = freeFrom[currency];
    return amount === undefined ? [] : [Money.format(amount, currency)];
  });
  return amounts.length > 0 ? `free from ${amounts.join(" / ")}` : "";
}

/** Returns the time on the way in words: "3 to 5 working days". */
export function transitInWords({ transit }: ShippingMethod) {
  if (!transit) return "no date";
  const { min, max } = transit;
  return min === max ? `${max} working ${max === 1 ? "day" : "days"}` : `${min} to ${max} working days`;
}
