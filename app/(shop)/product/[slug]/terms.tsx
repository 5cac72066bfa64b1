import { PurchaseTerms } from "#app/_components/purchase-terms";
import { endAt } from "#app/_lib/cached";
import { offerText, offerTo } from "#app/_lib/delivery";
import { DeliveryLine } from "./delivery-line";
import type { Found } from "./find";
import { priceOf } from "./price-in";

/**
 * Renders delivery, returns and payment near the button. The page stays prerendered with the delivery to the shop's own
 * country, and ends with the cut-off, because the promised days change then; the browser corrects a page that outlived it.
 */
export async function Terms(found: Found) {
  const { chosen, currency } = found;
  const parcel = { currency, subtotal: priceOf(found).amount, grams: chosen.weightGrams };
  const offer = await offerTo([], parcel);
  if (offer) await endAt(offer.until);
  return (
    <div className="grid gap-1 text-sm text-muted">
      {offer && (
        <DeliveryLine
          sku={chosen.sku}
          slug={found.product.slug}
          country={offer.country}
          until={offer.until}
          text={offerText(offer, currency)}
        />
      )}
      <PurchaseTerms />
    </div>
  );
}
