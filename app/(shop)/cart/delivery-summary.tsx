import type { CheckoutView } from "@securecart/core/checkout";
import { Money } from "@securecart/core/money";
import { headers } from "next/headers";
import { PurchaseTerms } from "#app/_components/purchase-terms";
import { countryOf } from "#app/_lib/country-of";
import { offerText, offerTo } from "#app/_lib/delivery";

/**
 * Renders what delivery will cost and when it arrives: to the address if there is one, else to the country that the
 * browser's language suggests. Below a threshold it shows what is missing for free delivery.
 */
export async function DeliverySummary({ cart }: Pick<CheckoutView, "cart">) {
  const { currency, subtotal, lines, address } = cart;
  const grams = lines.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0);
  const [language = ""] = (await headers()).get("accept-language")?.split(/[,;]/) ?? [];
  const offer = await offerTo([address?.country, countryOf(language)], { currency, subtotal, grams });
  return (
    <div className="mt-4 grid gap-1 border-t border-line pt-4 text-sm text-muted">
      {offer && <p>{offerText(offer, currency)}</p>}
      {offer?.freeFrom && (
        <p className="grid gap-1">
          <label htmlFor="free-delivery">
            Add {Money.format(offer.freeFrom - subtotal, currency)} more for free delivery
          </label>
          <progress
            id="free-delivery"
            value={subtotal}
            max={offer.freeFrom}
            className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          />
        </p>
      )}
      <PurchaseTerms />
    </div>
  );
}
