import { z } from "zod";
import { Price, SaleTerms } from "#catalog/price";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Act, recorded } from "./recorded";

const OnSale = Act.extend({ saleId: Id.schema("sale"), seen: z.int() });

/** Schedules a sale; the same request again finds the same one. Returns its id. Throws what `Price.createSale` throws. */
export const createSale = fn(Act.extend({ terms: SaleTerms }), async ({ terms, ...act }) => {
  const saleId = Id.derived("sale", act.requestId);
  await onSale("sale.create", { ...act, saleId }, (also) => Price.createSale({ saleId, terms }, also));
  return { saleId };
});

/** Changes a sale. Throws what `Price.changeSale` throws. */
export const changeSale = fn(OnSale.extend({ terms: SaleTerms }), (act) =>
  onSale("sale.change", act, (also) => Price.changeSale(act, also)),
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
