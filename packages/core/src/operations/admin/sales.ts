import { z } from "zod";
import { Catalog } from "#catalog/catalog";
import { Collection } from "#catalog/collection";
import { Price, SaleTerms } from "#catalog/price";
import { Clock } from "#platform/clock";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Act, recorded } from "./recorded";

const OnSale = Act.extend({ saleId: Id.schema("sale"), seen: z.int() });

/** Schedules a sale; the same request again finds the same one. Returns its id. Throws what `Price.createSale` throws. */
export const createSale = fn(Act.extend({ terms: SaleTerms }), async ({ terms, ...act }) => {
  const saleId = Id.derived("sale", act.requestId);
  await onSale("sale.create", { ...act, saleId }, async (also) =>
    Price.createSale({ saleId, terms: await resolved(terms) }, also),
  );
  return { saleId };
});

/** Changes a sale. Throws what `Price.changeSale` throws. */
export const changeSale = fn(OnSale.extend({ terms: SaleTerms }), (act) =>
  onSale("sale.change", act, async (also) =>
    Price.changeSale({ ...act, terms: await resolved(act.terms) }, also),
  ),
);

/** Stops a sale now. Throws what `Price.stopSale` throws. */
export const stopSale = fn(OnSale, (act) => onSale("sale.stop", act, (also) => Price.stopSale(act, also)));

/** Archives a sale that is over. Throws what `Price.archiveSale` throws. */
export const archiveSale = fn(OnSale, (act) =>
  onSale("sale.archive", act, (also) => Price.archiveSale({ ...act, isArchived: true }, also)),
);

/** Brings an archived sale back into the list. Throws what `Price.archiveSale` throws. */
export const restoreSale = fn(OnSale, (act) =>
  onSale("sale.restore", act, (also) => Price.archiveSale({ ...act, isArchived: false }, also)),
);

/** Most products of a collection that a sale is for. */
const mostInCollection = 500;

/**
 * Returns the terms with the categories in those that they name, and with the products of their collections. Throws
 * `price.collection_too_large`.
 */
async function resolved(terms: SaleTerms): Promise<SaleTerms> {
  const { scope, startsAt } = terms;
  if (scope.categories.length + scope.collections.length === 0) return terms;
  const isBegun = scope.members.length > 0 && startsAt <= Clock.iso();
  const categories =
    scope.categories.length > 0 ? Catalog.subtreeOf(await Catalog.allCategories(), scope.categories) : [];
  const members = isBegun ? scope.members : await membersOf(scope.collections);
  return { ...terms, scope: { ...scope, categories, members } };
}

async function membersOf(collectionIds: string[]) {
  if (collectionIds.length === 0) return [];
  const rows = await Collection.byIds({ collectionIds });
  const counts = await Collection.counts(rows);
  const large = rows.find(({ collectionId }) => (counts.get(collectionId) ?? 0) > mostInCollection);
  if (large)
    throw new DomainError(
      "input",
      "price.collection_too_large",
      `${large.name} has more than ${mostInCollection} products. Choose categories or all items instead.`,
      "collections",
    );
  const all: string[] = [];
  for (const { collectionId } of rows) all.push(...(await Collection.productIds({ collectionId })));
  return [...new Set(all)];
}

type Target = z.output<typeof Act> & { saleId: string };

function onSale(action: string, { saleId, ...act }: Target, work: (also: Writes) => Promise<unknown>) {
  const look = async () => {
    const sale = await Price.sale({ saleId });
    return sale ? factsOf(sale.terms, { stoppedAt: sale.stoppedAt, isArchived: sale.isArchived }) : undefined;
  };
  return recorded(action, { ...act, subject: `sale:${saleId}` }, look, work);
}

/** Returns a sale for the audit log, without what it does not have. */
function factsOf({ name, reduction, scope, startsAt, endsAt }: SaleTerms, state: Record<string, unknown>) {
  const facts = {
    name,
    reduction: Price.describeReduction(reduction),
    for: Price.describeScope(scope),
    startsAt,
    endsAt,
    ...state,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => Boolean(value)));
}
