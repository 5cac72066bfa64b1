import { Dynamo } from "#platform/dynamo";
import { collections, Store } from "#platform/store";
import type { Status } from "#sales/order";
import { taxOfOldOrder } from "#sales/pricing";
import type { TaxId } from "#sales/tax-id";
import { changed, type Person, scrubAll, wordsOf } from "./person";

export type Counts = Record<string, number>;

/** Texts of an order's rows that staff or the customer wrote. */
const texts = {
  order: ["closingCause", "review", "risk", "override", "release"],
  transition: ["cause", "actor"],
  remark: ["text", "actor"],
  refund: ["reason", "failure", "actor"],
};

/**
 * Takes a person out of an order that stays for the books: who and where become country and region, the tax it was
 * priced under stays, its coupon counts for nobody who can be named. Safe to repeat.
 */
export async function eraseOrder(orderId: string, person: Person, counts: Counts) {
  const { data } = await collections.order({ orderId }).go({ pages: "all", consistent: true });
  const [order] = data.order;
  if (!order) return;
  const contact = order.contact as Record<string, string | undefined>;
  const address = order.address as Record<string, string | undefined>;
  const words = [
    ...person.words,
    ...wordsOf(contact.email, contact.name, contact.phone, contact.taxId, address.line1, address.line2),
  ];
  await moveCoupon(order, person, counts);
  for (const row of data.returnrequest) {
    const scrubbed = { ...(row.answer && { answer: scrubAll(row.answer, words) }) };
    await alter("return", keyOf.returnrequest(orderId, row.returnId), scrubbed, ["note"], counts);
  }
  for (const row of data.refund)
    await scrubRow("refund", row, keyOf.refund(orderId, row.refundId), words, counts);
  for (const row of data.remark)
    await scrubRow("remark", row, keyOf.remark(orderId, row.about), words, counts);
  for (const row of data.transition) {
    const key = keyOf.transition(orderId, row.at, row.status);
    await scrubRow("transition", row, key, words, counts);
    if (row.buyer) await alter("transition", key, {}, ["buyer", "gsi2pk", "gsi2sk"], counts);
  }
  const coupon = order.coupon as { customer: string } | undefined;
  await alter(
    "order",
    keyOf.order(orderId),
    {
      ...(scrubbedTexts("order", order, words) as object),
      contact: { email: "", name: "" },
      address: {
        line1: "",
        city: "",
        postalCode: "",
        country: address.country ?? "",
        ...(address.region && { region: address.region }),
      },
      tax: order.tax ?? taxOfOldOrder({ ...address, taxId: contact.taxId }),
      ...(order.taxIdCheck && { taxIdCheck: unnamed(order.taxIdCheck as TaxId.Check) }),
      ...(coupon && { coupon: { ...coupon, customer: person.erasureId } }),
      ...(order.shipment && {
        shipment: { ...(order.shipment as { carrier: string }), tracking: "" },
      }),
    },
    ["customerId", "gsi3pk", "gsi3sk", "stripeCustomerId", "origin", "reviewed"],
    counts,
  );
}

/** What proves to tax authorities that a number was checked, without the number and whose it is. */
const unnamed = ({ result, at, consultation }: TaxId.Check): TaxId.Check => ({
  taxId: "",
  result,
  at,
  ...(consultation && { consultation }),
});

type Key = { Key: Record<string, unknown> };
const keyFrom = (params: object) => (params as Key).Key;

const { entities } = Store.service;

const keyOf = {
  order: (orderId: string) => keyFrom(entities.order.get({ orderId }).params()),
  transition: (orderId: string, at: string, status: Status) =>
    keyFrom(entities.transition.get({ orderId, at, status }).params()),
  remark: (orderId: string, about: string) => keyFrom(entities.remark.get({ orderId, about }).params()),
  refund: (orderId: string, refundId: string) => keyFrom(entities.refund.get({ orderId, refundId }).params()),
  returnrequest: (orderId: string, returnId: string) =>
    keyFrom(entities.returnrequest.get({ orderId, returnId }).params()),
};

/** A coupon's use goes over from the digest of an address to the erasure's own id, one order at a time. */
async function moveCoupon(
  { orderId, coupon }: { orderId: string; coupon?: unknown },
  { erasureId }: Person,
  counts: Counts,
) {
  const taken = coupon as { code: string; customer: string } | undefined;
  if (!taken || taken.customer === erasureId) return;
  const { code, customer } = taken;
  const { data: redemption } = await entities.redemption.get({ orderId, code }).go({ consistent: true });
  if (redemption && redemption.customer !== erasureId) {
    const used = redemption.state === "used" ? 1 : 0;
    const { done } = await Store.write(({ redemption: row, customeruse }) => [
      row
        .patch({ orderId, code })
        .set({ customer: erasureId })
        .where((at, { eq }) => `${eq(at.customer, customer)} AND ${eq(at.state, redemption.state)}`)
        .commit(),
      customeruse.patch({ code, customer }).subtract({ used }).commit(),
      customeruse.upsert({ code, customer: erasureId }).add({ used }).commit(),
    ]);
    if (!done) throw new Error(`The coupon of ${orderId} is being changed.`);
    count(counts, "redemption");
  }
  await entities.customeruse
    .remove({ code, customer })
    .where(({ used }, { lte }) => lte(used, 0))
    .go()
    .then(
      () => count(counts, "customeruse"),
      (error) => {
        if (!Dynamo.isConditionFailure(error)) throw error;
      },
    );
}

function scrubbedTexts(kind: keyof typeof texts, row: Record<string, unknown>, words: string[]) {
  return Object.fromEntries(
    texts[kind].flatMap((name) => {
      const after = row[name] === undefined ? undefined : scrubAll(row[name], words);
      return after !== undefined && changed(after, row[name]) ? [[name, after]] : [];
    }),
  );
}

async function scrubRow(
  kind: keyof typeof texts,
  row: Record<string, unknown>,
  key: Record<string, unknown>,
  words: string[],
  counts: Counts,
) {
  const set = scrubbedTexts(kind, row, words);
  if (Object.keys(set).length > 0) await alter(kind, key, set, [], counts);
}

async function alter(
  kind: string,
  key: Record<string, unknown>,
  set: Record<string, unknown>,
  gone: string[],
  counts: Counts,
) {
  if (await Dynamo.change(key, set, gone)) count(counts, kind);
}

export const count = (counts: Counts, kind: string, more = 1) => {
  if (more > 0) counts[kind] = (counts[kind] ?? 0) + more;
};
