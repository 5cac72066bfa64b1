import { z } from "zod";
import { type Card, Catalog } from "#catalog/catalog";
import { Search } from "#catalog/search";
import { fn } from "#platform/fn";
import { Money } from "#platform/money";
import { Companion } from "../companion";

export * as Recommendation from "./index";

/** Most products of a row, and most that are read for it: some are not for sale, or are in the other row. */
const most = { shown: 4, read: 12 };

export type Recommendations = { boughtTogether: Card[]; related: Card[] };

/**
 * Returns products to show with a product: those that orders have had together with it most often, and others of its
 * category or its tags near its price. All can be bought now, and none is in both lists. Two requests.
 */
export const forProduct = fn(
  z.object({ productId: z.string(), currency: Money.SaleCurrency }),
  async ({ productId, currency }): Promise<Recommendations> => {
    const [companions, related] = await Promise.all([
      Companion.of({ productId, limit: most.read }),
      Search.related({ productId, currency, limit: 2 * most.read }),
    ]);
    const productIds = [...new Set([...companions, ...related])];
    const cards = await Catalog.cards({ productIds, currency });
    const buyable = cards.filter(({ inStock, price }) => inStock && price.from > 0);
    const among = (ids: string[]) => buyable.filter((card) => ids.includes(card.productId));
    const boughtTogether = among(companions).slice(0, most.shown);
    const others = among(related).filter((card) => !boughtTogether.includes(card));
    return { boughtTogether, related: others.slice(0, most.shown) };
  },
);
