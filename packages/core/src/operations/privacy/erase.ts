import { createHash } from "node:crypto";
import type { EntityItem } from "electrodb";
import { z } from "zod";
import { AccountChange } from "#accounts/account-change";
import { Challenge } from "#accounts/challenge";
import { Customer } from "#accounts/customer";
import { CustomerGroup } from "#accounts/customer-group";
import { Passkey } from "#accounts/passkey";
import { RateLimit } from "#accounts/rate-limit";
import { Session } from "#accounts/session";
import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Scrub } from "#platform/scrub";
import { Secret } from "#platform/secret";
import { Cart } from "#sales/cart";
import { Fraud } from "#sales/fraud";
import { Order } from "#sales/order";
import { SavedCards } from "#sales/saved-cards";
import { certify } from "./certificate";
import { type Counts, count, countAll } from "./counts";
import { addressesAt, allOrders, claimOrders, DataSubject, formerOf, isUnshipped } from "./data-subject";
import { eraseOrder } from "./erase-order";
import { ErasureEntity } from "./erasure.entity";
import { sweepRow } from "./sweep-row";

/** Pause after the last step until the sweeper continues an erasure, in seconds. */
const resumeSeconds = 30;

/** Rows of the table that one step of the sweep reads. */
const pageSize = 500;

const Ref = z.object({ customerId: Id.schema("customer") });

/**
 * Begins to erase a customer, once: later calls find the same erasure. The sweeper continues it until it is done. Returns
 * its id. Throws `privacy.order_open` while an order of theirs is not shipped.
 */
export const beginErasure = fn(Ref, async ({ customerId }) => {
  const erasureId = Id.derived("erasure", customerId);
  const profile = await Customer.byId({ customerId });
  if (!profile) return { erasureId };
  const startedAt = Clock.iso();
  const former = await formerOf(profile);
  await claimOrders({ customerId, email: profile.email, former });
  const open = (await allOrders(customerId)).find(isUnshipped);
  if (open)
    throw new DomainError(
      "conflict",
      "privacy.order_open",
      `Order ${open.number} is still with us. You can erase your account once it was sent or you canceled it.`,
    );
  const subject: DataSubject = {
    customerId,
    erasureId,
    email: profile.email,
    former,
    name: profile.name,
    cartIds: [profile.cartId],
    orderIds: [],
    stripeCustomerIds: profile.stripeCustomerId ? [profile.stripeCustomerId] : [],
    startedAt,
    words: Scrub.wordsOf(
      profile.email,
      ...former.map(({ email }) => email),
      profile.name,
      profile.phone,
      ...profile.addresses.flatMap(({ name, phone, line1, line2 }) => [name, phone, line1, line2]),
    ),
    cursor: null,
  };
  const creation = ErasureEntity.create({
    erasureId,
    state: "open",
    stage: "access",
    sealed: seal(subject),
    subject: digestOf(customerId),
    counts: {},
    version: 1,
    startedAt,
    dueAt: Clock.iso(resumeSeconds),
  });
  await Dynamo.written(creation.go());
  Log.info("privacy.erasure_begun", { erasureId });
  return { erasureId };
});

const Advance = z.object({
  erasureId: Id.schema("erasure"),
  milliseconds: z.number().default(8_000),
  /** Allows the sweep of the whole table, which takes too long for a request. */
  sweeping: z.boolean().default(true),
});

/** Continues an erasure for a while. Returns whether it is done. Throws `privacy.unknown`. */
export const advanceErasure = fn(Advance, async ({ erasureId, milliseconds, sweeping }) => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    const row = await rowOf(erasureId);
    if (!row) throw new DomainError("not_found", "privacy.unknown", "We can't find this erasure.");
    if (row.state === "done") return { done: true };
    if (row.stage === "sweep" && !sweeping) return { done: false };
    if (!(await step(row))) return { done: false };
  }
  return { done: (await rowOf(erasureId))?.state === "done" };
});

/** Continues the erasures that are due. Returns how many there were. */
export async function sweepErasures() {
  const { swept } = await Due.sweep({
    shards: [0],
    read: () => ErasureEntity.query.byState({ state: "open" }).lte({ dueAt: Clock.iso() }).go({ limit: 20 }),
    work: ({ erasureId }) => advanceErasure({ erasureId }),
    putOff,
    failure: ({ erasureId, startedAt }) => ({
      event: Due.isOver(startedAt) ? "privacy.erasure_overdue" : "privacy.sweep_failed",
      erasureId,
    }),
  });
  return swept;
}

/** Makes a failed erasure due after a growing pause. It is never given up. */
const putOff = ({ erasureId, startedAt }: Pick<Row, "erasureId" | "startedAt">) =>
  Dynamo.written(
    ErasureEntity.patch({ erasureId })
      .set({ dueAt: Due.next(startedAt) })
      .composite({ state: "open" })
      .where(({ state }, { eq }) => eq(state, "open"))
      .go(),
  );

export async function rowOf(erasureId: string) {
  return (await ErasureEntity.get({ erasureId }).go({ consistent: true })).data;
}

type Row = EntityItem<typeof ErasureEntity>;
type Stage = Exclude<Row["stage"], "done">;

/** Does one step and records it. Returns false when the erasure has to wait or another process took the step. */
async function step(row: Row) {
  const { erasureId, stage, version } = row;
  if (stage === "done") return false;
  const subject = unseal(row);
  const counts = { ...row.counts };
  const next = await work[stage](subject, counts);
  if (next === "done") return finish(row, counts);
  const progress = ErasureEntity.patch({ erasureId })
    .set({
      stage: next ?? stage,
      sealed: seal(subject),
      counts,
      version: version + 1,
      dueAt: Clock.iso(next === "sweep" && stage !== "sweep" ? 0 : resumeSeconds),
    })
    .composite({ state: "open" })
    .where((at, { eq }) => eq(at.version, version));
  return (await Dynamo.written(progress.go())) && next !== null;
}

/** Work of each stage, safe to repeat. Returns the next stage, or null when the erasure has to wait. */
const work: Record<Stage, (subject: DataSubject, counts: Counts) => Promise<Row["stage"] | null>> = {
  async access({ customerId }, counts) {
    await endAccess(customerId, counts);
    return "orders";
  },
  async orders(subject, counts) {
    await claimOrders(subject);
    const rows = await allOrders(subject.customerId);
    const shipped = rows.filter((row) => !isUnshipped(row));
    for (const { orderId } of shipped) {
      const { contact, address, cartId, stripeCustomerId } = await Order.require(orderId);
      const { email, name, phone, taxId } = contact;
      subject.orderIds = add(subject.orderIds, orderId);
      subject.cartIds = add(subject.cartIds, cartId);
      if (stripeCustomerId) subject.stripeCustomerIds = add(subject.stripeCustomerIds, stripeCustomerId);
      const words = Scrub.wordsOf(email, name, phone, taxId, address.line1, address.line2);
      subject.words = [...new Set([...subject.words, ...words])];
    }
    // Recorded first: the sweep needs what the erased orders no longer tell.
    if (shipped.length > 0) await recordSubject(subject);
    for (const { orderId } of shipped) await eraseOrder(orderId, subject, counts);
    return shipped.length < rows.length ? null : "carts";
  },
  async carts({ cartIds }, counts) {
    for (const cartId of cartIds) countAll(counts, await Cart.forget({ cartId }));
    return "stripe";
  },
  async stripe({ customerId, email, stripeCustomerIds }, counts) {
    const [stripeCustomerId = null] = stripeCustomerIds;
    count(counts, "customer at Stripe", await SavedCards.forget({ customerId, stripeCustomerId, email }));
    return "account";
  },
  async account(subject, counts) {
    const { customerId } = subject;
    for (const email of [subject.email, ...subject.former.map(({ email }) => email)])
      for (const { challengeId, createdAt } of await Challenge.ofEmail({ email })) {
        if (!addressesAt(subject, createdAt).includes(email)) continue;
        await Challenge.forget({ challengeId });
        count(counts, "challenge");
      }
    for (const email of addressesAt(subject, undefined)) {
      count(counts, "velocity", await Fraud.forget({ email }));
      count(counts, "attempt", await RateLimit.forget({ account: email }));
    }
    count(counts, "notice", await AccountChange.forget({ subject: customerId }));
    countAll(counts, await CustomerGroup.forget({ customerId }));
    countAll(counts, await Customer.erase({ customerId }));
    // Signed in or ordered meanwhile: from now on no session and no order can be added.
    await endAccess(customerId, counts);
    return (await allOrders(customerId)).length > 0 ? "orders" : "sweep";
  },
  async sweep(subject, counts) {
    const { items, next } = await Dynamo.scanPart(subject.cursor, pageSize);
    for (const item of items)
      if (!(await sweepRow(item, subject, counts))) {
        Log.error("privacy.row_left", "A row names a data subject who was erased.", {
          erasureId: subject.erasureId,
          kind: String(Dynamo.entityOf(item)),
        });
        count(counts, "left");
      }
    count(counts, "rows looked at", items.length);
    subject.cursor = next;
    return next ? "sweep" : "done";
  },
};

async function endAccess(subject: string, counts: Counts) {
  count(counts, "session", (await Session.revokeAll({ subject })).ended);
  count(counts, "passkey", await Passkey.removeAll({ subject }));
}

async function recordSubject(subject: DataSubject) {
  await ErasureEntity.patch({ erasureId: subject.erasureId })
    .set({ sealed: seal(subject) })
    .go();
}

async function finish({ erasureId, subject, startedAt, version }: Row, counts: Counts) {
  const doneAt = Clock.iso();
  const certificate = certify({ erasureId, subject, startedAt, doneAt, counts });
  const end = ErasureEntity.patch({ erasureId })
    .set({ state: "done", stage: "done", counts, doneAt, certificate, version: version + 1, dueAt: doneAt })
    .remove(["sealed"])
    .where((at, { eq }) => eq(at.version, version));
  const isDone = await Dynamo.written(end.go());
  if (isDone) Log.info("privacy.erased", { erasureId });
  return isDone;
}

const add = (list: string[], item: string) => (list.includes(item) ? list : [...list, item]);

const seal = (subject: DataSubject) =>
  Secret.seal("LinkSecret", "erasure", subject.erasureId, JSON.stringify(subject));

const unseal = ({ erasureId, sealed = "" }: Row) =>
  DataSubject.parse(JSON.parse(Secret.unseal("LinkSecret", "erasure", erasureId, sealed)));

/** Returns a plain digest of a customer's id: with the id, a certificate can be shown to be about that customer. */
export const digestOf = (customerId: string) => createHash("sha256").update(customerId).digest("base64url");
