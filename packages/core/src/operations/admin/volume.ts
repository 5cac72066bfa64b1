import { z } from "zod";
import { Catalog, mostVolumeSteps, Sku, skuKey, type Variant } from "#catalog/catalog";
import { VolumeStep } from "#catalog/price";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money, saleCurrencies } from "#platform/money";
import { Act, recorded } from "./recorded";

const Volume = Act.extend({
  productId: Id.schema("product"),
  /** Version of the product that the staff member has seen. */
  seen: z.int(),
  /** Variant that the prices are for; absent for all variants of the product. */
  sku: Sku.optional(),
  steps: z.array(VolumeStep).max(mostVolumeSteps, `At most ${mostVolumeSteps} volume prices.`),
});

/**
 * Saves the volume prices of a variant, or of all variants of a product; none removes them. Returns the slugs whose pages
 * change. Throws `catalog.unknown_product`, `price.wrong_volume` with the field of the step, and what
 * `Catalog.saveProduct` throws.
 */
export const saveVolume = fn(Volume, async ({ productId, seen, sku, steps, ...act }) => {
  const stored = await Catalog.forStaff({ productId });
  if (!stored) throw new DomainError("not_found", "catalog.unknown_product", "This product does not exist.");
  const { product, variants } = stored;
  const sorted = steps.toSorted((a, b) => a.from - b.from);
  const isMeant = (variant: Variant) => sku === undefined || skuKey(variant.sku) === skuKey(sku);
  for (const variant of variants.filter((one) => isMeant(one) && one.status === "active"))
    refuseWrong(steps, variant);
  const subject = `product:${productId}`;
  const look = async () => {
    const now = await Catalog.forStaff({ productId });
    return now ? factsOf(now.variants.filter(isMeant)) : undefined;
  };
  let slugs: string[] = [];
  await recorded("catalog.save_volume", { ...act, subject }, look, async (also) => {
    const { productId: _id, editor: _editor, ...rest } = product;
    const saved = await Catalog.saveProduct(
      {
        ...rest,
        productId,
        seen,
        editor: act.actor,
        variants: Catalog.fitting(product, variants).map((one) =>
          isMeant(one) ? { ...one, volume: sorted } : one,
        ),
      },
      also,
    );
    slugs = saved.slugs;
  });
  return { slugs };
});

/** Refuses two steps of one quantity, and one that is not lower than the price. */
function refuseWrong(steps: VolumeStep[], { sku, prices }: Variant) {
  for (const [i, { from, prices: own }] of steps.entries()) {
    if (steps.findIndex((other) => other.from === from) < i)
      throw wrong(`from.${i}`, `There are two prices from ${from} on.`);
    for (const currency of Money.currenciesOf(own)) {
      const [amount = 0, price = 0] = [own[currency], prices[currency]];
      if (price > 0 && amount >= price)
        throw wrong(
          `${currency}.${i}`,
          `Must be lower than the price of ${sku}, ${Money.format(price, currency)}.`,
        );
    }
  }
}

const wrong = (field: string, message: string) =>
  new DomainError("input", "price.wrong_volume", message, field);

function factsOf(variants: Variant[]) {
  return Object.fromEntries(
    variants.map(({ sku, volume = [] }) => [
      `${sku}: volume prices`,
      volume
        .map(
          (step) =>
            `from ${step.from}: ${saleCurrencies
              .flatMap((currency) => {
                const amount = step.prices[currency];
                return amount === undefined ? [] : [Money.format(amount, currency)];
              })
              .join(", ")}`,
        )
        .join("; ") || "none",
    ]),
  );
}
