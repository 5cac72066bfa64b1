import { z } from "zod";
import { CustomerGroup } from "#accounts/customer-group";
import { Catalog, skuKey } from "#catalog/catalog";
import { ListTerms, Price } from "#catalog/price";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Act, recorded } from "./recorded";

const OnList = Act.extend({ listId: Id.schema("priceList"), seen: z.int() });

/**
 * Creates a price list; the same request again finds the same one. Returns its id. Throws `price.unknown_group`,
 * `price.unknown_sku` and what `Price.createList` throws.
 */
export const createPriceList = fn(Act.extend({ terms: ListTerms }), async ({ terms, ...act }) => {
  const listId = Id.derived("priceList", act.requestId);
  await checked(terms);
  await onList("price_list.create", { ...act, listId }, (also) => Price.createList({ listId, terms }, also));
  return { listId };
});

/** Changes a price list. Throws what `createPriceList` and `Price.changeList` throw. */
export const changePriceList = fn(OnList.extend({ terms: ListTerms }), async (act) => {
  await checked(act.terms);
  await onList("price_list.change", act, (also) => Price.changeList(act, also));
});

/** Takes a price list out of use. Throws what `Price.archiveList` throws. */
export const archivePriceList = fn(OnList, (act) =>
  onList("price_list.archive", act, (also) => Price.archiveList({ ...act, isArchived: true }, also)),
);

/** Brings a price list back into use. Throws what `Price.archiveList` throws. */
export const restorePriceList = fn(OnList, (act) =>
  onList("price_list.restore", act, (also) => Price.archiveList({ ...act, isArchived: false }, also)),
);

/** Refuses a group that is not in use, and SKUs that no variant has. */
async function checked({ groupId, prices }: ListTerms) {
  const groups = await CustomerGroup.all();
  if (!groups.some((group) => group.groupId === groupId && group.state === "current"))
    throw new DomainError("input", "price.unknown_group", "Choose a customer group.", "groupId");
  const skus = Object.keys(prices);
  const known = await Catalog.slugsOf({ skus });
  const missing = skus.filter((sku) => !known.has(skuKey(sku))).map((sku) => `“${sku}”`);
  if (missing.length > 0)
    throw new DomainError(
      "input",
      "price.unknown_sku",
      `There is no SKU ${missing.slice(0, 3).join(", ")}.`,
      "prices",
    );
}

type Target = z.output<typeof Act> & { listId: string };

function onList(action: string, { listId, ...act }: Target, work: (also: Writes) => Promise<unknown>) {
  const look = async () => {
    const found = await Price.list({ listId });
    if (!found) return undefined;
    const { name, groupId, percent, prices, startsAt, endsAt } = found.terms;
    const facts = {
      ...{ name, groupId, percent, startsAt, endsAt },
      "prices of SKUs": Object.keys(prices).length,
      archived: found.isArchived,
    };
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => Boolean(value)));
  };
  return recorded(action, { ...act, subject: `price-list:${listId}` }, look, work);
}
