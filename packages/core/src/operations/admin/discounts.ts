import { z } from "zod";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Promotion } from "#sales/promotion";
import { Act, recorded } from "./recorded";

/** Time that one request spends on the codes of a batch, in milliseconds. */
const batchMilliseconds = 15_000;

const OnDiscount = Act.extend({ code: z.string(), seen: z.int() });

/** Creates a discount code. Throws `promotion.exists`. */
export const createDiscount = fn(Act.extend({ terms: Promotion.Terms }), ({ terms, ...act }) =>
  onDiscount("discount.create", { ...act, code: terms.code }, (also) => Promotion.create(terms, also)),
);

/** Changes the terms of a discount code. Throws what `Promotion.change` throws. */
export const changeDiscount = fn(OnDiscount.extend({ terms: Promotion.Terms }), (act) =>
  onDiscount("discount.change", act, (also) => Promotion.change(act, also)),
);

/** Pauses a discount code. Throws what `Promotion.pause` throws. */
export const pauseDiscount = fn(OnDiscount, (act) =>
  onDiscount("discount.pause", act, (also) => Promotion.pause(act, also)),
);

/** Resumes a paused discount code. Throws what `Promotion.resume` throws. */
export const resumeDiscount = fn(OnDiscount, (act) =>
  onDiscount("discount.resume", act, (also) => Promotion.resume(act, also)),
);

/** Archives a discount code. Throws what `Promotion.archive` throws. */
export const archiveDiscount = fn(OnDiscount, (act) =>
  onDiscount("discount.archive", act, (also) => Promotion.archive(act, also)),
);

/** Brings an archived discount code back, paused. Throws what `Promotion.restore` throws. */
export const restoreDiscount = fn(OnDiscount, (act) =>
  onDiscount("discount.restore", act, (also) => Promotion.restore(act, also)),
);

const NewCodes = Act.extend(Promotion.NewBatch.omit({ batchId: true }).shape);

/**
 * Creates many codes of the same terms, as many as the time of a request allows; `continueCodes` creates the others. The
 * same request again finds the same batch. Returns its id.
 */
export const createCodes = fn(NewCodes, async ({ prefix, count, terms, ...act }) => {
  const batchId = Id.derived("batch", act.requestId);
  await onBatch("discount.create_codes", { ...act, batchId, note: `${count} codes` }, (also) =>
    Promotion.createBatch({ batchId, prefix, count, terms }, also),
  );
  await Promotion.advanceBatch({ batchId, milliseconds: batchMilliseconds });
  return { batchId };
});

const OnBatch = Act.extend({ batchId: Id.schema("batch") });

/** Pauses, resumes, archives or restores all codes of a batch. Throws what `Promotion.changeBatch` throws. */
export const changeCodes = fn(
  OnBatch.extend(Promotion.changeBatch.schema.pick({ seen: true, task: true }).shape),
  async (act) => {
    await onBatch(`discount.${act.task}_codes`, act, (also) => Promotion.changeBatch(act, also));
    await Promotion.advanceBatch({ ...act, milliseconds: batchMilliseconds });
  },
);

/** Continues work on the codes of a batch that did not fit in one request; it was recorded when it began. */
export const continueCodes = fn(OnBatch, (act) =>
  Promotion.advanceBatch({ ...act, milliseconds: batchMilliseconds }),
);

type Work = (also: Writes) => Promise<unknown>;

function onDiscount(
  action: string,
  { code: typed, ...act }: z.output<typeof Act> & { code: string },
  work: Work,
) {
  const code = Promotion.canonical(typed) ?? typed;
  const look = async () => {
    const coupon = await Promotion.byCode({ code });
    return coupon ? Promotion.facts(coupon) : undefined;
  };
  return recorded(action, { ...act, subject: `discount:${code}` }, look, work);
}

function onBatch(
  action: string,
  { batchId, ...act }: z.output<typeof OnBatch> & { note?: string },
  work: Work,
) {
  const look = async () => {
    const batch = await Promotion.batch({ batchId });
    return batch
      ? { codes: `${batch.count} of ${batch.prefix}`, ...(await Promotion.facts(batch.terms)) }
      : undefined;
  };
  return recorded(action, { ...act, subject: `discount:${batchId}` }, look, work);
}
