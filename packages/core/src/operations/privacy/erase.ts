import { createHash } from "node:crypto";
import { z } from "zod";
import { AccountChange } from "#accounts/account-change";
import { Challenge } from "#accounts/challenge";
import { Customer } from "#accounts/customer";
import { Passkey } from "#accounts/passkey";
import { RateLimit } from "#accounts/rate-limit";
import { Session } from "#accounts/session";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Retry } from "#platform/retry";
import { Secret } from "#platform/secret";
import { collections, Store } from "#platform/store";
import { Fraud } from "#sales/fraud";
import { Order } from "#sales/order";
import { SavedCards } from "#sales/saved-cards";
import { certify } from "./certificate";
import { type Counts, count, eraseOrder } from "./erase-order";
import { ErasureEntity } from "./erasure.entity";
import { addressesAt, allOrders, claimOrders, formerOf, inTheHouse, type Person, wordsOf } from "./person";
import { sweepRow } from "./sweep-row";

/** The sweeper goes on with what nobody went on with for so long, in seconds. */
const resumeSeconds = 30;

/** So many rows are looked at between two notes of how far it is. */
const pageSize = 500;

const Ref = z.object({ customerId: Id.schema("customer") });

/**
 * Begins to forget a customer; beginning again finds what was begun. From here on it goes on by itself, whoever asks.
 * Answers its id. Throws `privacy.order_open` while something is on its way to them through our house.
 */
export const beginErasure = fn(Ref, async ({ customerId }) => {
  const erasureId = Id.derived("erasure", customerId);
  const profile = await Customer.byId({ customerId });
  if (!profile) return { erasureId };
  const startedAt = Clock.iso();
  const former = await formerOf(profile);
  await claimOrders({ customerId, email: profile.email, former });
  const open = (await allOrders(customerId)).find(({ status }) =>
    inTheHouse.some((standing) => standing === status),
  );
  if (open)
    throw new DomainError(
      "conflict",
      "privacy.order_open",
      `Order ${open.number} is still with us. As soon as it was sent, or you canceled it, you can erase your account.`,
    );
  const person: Person = {
    customerId,
    erasureId,
    email: profile.email,
    former,
    name: profile.name,
    cartIds: [profile.cartId],
    orderIds: [],
    stripeCustomerIds: profile.stripeCustomerId ? [profile.stripeCustomerId] : [],
    startedAt,
    words: wordsOf(
      profile.email,
      ...former.map(({ email }) => email),
      profile.name,
      profile.phone,
      ...profile.addresses.flatMap(({ name, phone, line1, line2 }) => [name, phone, line1, line2]),
    ),
    cursor: null,
  };
  await Store.write(({ erasure }) => [
    erasure
      .create({
        erasureId,
        state: "open",
        stage: "access",
        sealed: seal(person),
        subject: digestOf(customerId),
        counts: {},
        version: 1,
        startedAt,
        dueAt: Clock.iso(resumeSeconds),
      })
      .commit(),
  ]);
  Log.info("privacy.erasure_begun", { erasureId });
  return { erasureId };
});

const Ahead = z.object({
  erasureId: Id.schema("erasure"),
  milliseconds: z.number().default(8_000),
  /** Whether the whole table may be looked through: a job may, a request may not. */
  sweeping: z.boolean().default(true),
});

/** Goes on with an erasure for a while, from where it stands. Answers whether it is done. */
export const advanceErasure = fn(Ahead, async ({ erasureId, milliseconds, sweeping }) => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    const row = await rowOf(erasureId);
    if (!row) throw new DomainError("not_found", "privacy.unknown", "We know of no such erasure.");
    if (row.state === "done") return { done: true };
    if (row.stage === "sweep" && !sweeping) return { done: false };
    if (!(await step(row))) return { done: false };
  }
  return { done: (await rowOf(erasureId))?.state === "done" };
});

/** Goes on with whatever was begun and is not done. */
export async function sweepErasures() {
  const { data: due } = await ErasureEntity.query
    .byState({ state: "open" })
    .lte({ dueAt: Clock.iso() })
    .go({ limit: 20 });
  for (const { erasureId, startedAt } of due)
    await advanceErasure({ erasureId }).catch((error) => putOff({ erasureId, startedAt }, error));
  return due.length;
}

/** Tries an erasure that failed again after a growing pause, so that it does not keep others waiting. It never ends. */
async function putOff({ erasureId, startedAt }: { erasureId: string; startedAt: string }, error: unknown) {
  Log.error(Retry.isOver(startedAt) ? "privacy.erasure_overdue" : "privacy.sweep_failed", error, {
    erasureId,
  });
  await ErasureEntity.patch({ erasureId })
    .set({ dueAt: Retry.next(startedAt) })
    .composite({ state: "open" })
    .where(({ state }, { eq }) => eq(state, "open"))
    .go()
    .catch((failure) => {
      if (!Dynamo.isConditionFailure(failure)) throw failure;
    });
}

export async function rowOf(erasureId: string) {
  return (await ErasureEntity.get({ erasureId }).go({ consistent: true })).data;
}

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;
type Stage = Row["stage"];

/** One step, and the note of it. False when it has to wait, or somebody else was faster. */
async function step(row: Row) {
  const person = unseal(row);
  const counts = { ...(row.counts as Counts) };
  const next = await work[row.stage as Exclude<Stage, "done">](person, counts);
  if (next === "done") return finish(row, counts);
  const set = { stage: next ?? row.stage, sealed: seal(person), counts, version: row.version + 1 };
  const { done } = await Store.write(({ erasure }) => [
    erasure
      .patch({ erasureId: row.erasureId })
      .set({ ...set, dueAt: Clock.iso(next === "sweep" && row.stage !== "sweep" ? 0 : resumeSeconds) })
      .composite({ state: "open" })
      .where((at, { eq }) => eq(at.version, row.version))
      .commit(),
  ]);
  return done && next !== null;
}

/** What each stage does, safe to repeat; answers the stage that follows, or null when it has to wait. */
const work: Record<Exclude<Stage, "done">, (person: Person, counts: Counts) => Promise<Stage | null>> = {
  async access({ customerId }, counts) {
    await endAccess(customerId, counts);
    return "orders";
  },
  async orders(person, counts) {
    await claimOrders(person);
    const rows = await allOrders(person.customerId);
    const closed = rows.filter(({ status }) => !inTheHouse.some((standing) => standing === status));
    for (const { orderId } of closed) {
      const order = await Order.require(orderId);
      const { contact, address, cartId, stripeCustomerId } = order;
      person.orderIds = add(person.orderIds, orderId);
      person.cartIds = add(person.cartIds, cartId);
      if (stripeCustomerId) person.stripeCustomerIds = add(person.stripeCustomerIds, stripeCustomerId);
      person.words = [
        ...new Set([
          ...person.words,
          ...wordsOf(contact.email, contact.name, contact.phone, contact.taxId, address.line1, address.line2),
        ]),
      ];
    }
    // Noted before anything goes: what the sweep looks for is not forgotten with it.
    if (closed.length > 0) await note(person);
    for (const { orderId } of closed) await eraseOrder(orderId, person, counts);
    return closed.length < rows.length ? null : "carts";
  },
  async carts({ cartIds }, counts) {
    for (const cartId of cartIds) {
      const { data } = await collections.cart({ cartId }).go({ pages: "all", consistent: true });
      for (const { sku } of data.line) await Store.service.entities.line.delete({ cartId, sku }).go();
      if (data.cart.length > 0) await Store.service.entities.cart.delete({ cartId }).go();
      count(counts, "line", data.line.length);
      count(counts, "cart", data.cart.length);
    }
    return "stripe";
  },
  async stripe({ customerId, email, stripeCustomerIds }, counts) {
    const [stripeCustomerId = null] = stripeCustomerIds;
    count(counts, "customer at Stripe", await SavedCards.forget({ customerId, stripeCustomerId, email }));
    return "account";
  },
  async account(person, counts) {
    const { customerId } = person;
    for (const email of [person.email, ...person.former.map(({ email }) => email)])
      for (const { challengeId, createdAt } of await Challenge.ofEmail({ email })) {
        if (!addressesAt(person, createdAt).includes(email)) continue;
        await Challenge.forget({ challengeId });
        count(counts, "challenge");
      }
    for (const email of addressesAt(person, undefined)) {
      count(counts, "velocity", await Fraud.forget({ email }));
      count(counts, "attempt", await RateLimit.forget({ account: email }));
    }
    count(counts, "notice", await AccountChange.forget({ subject: customerId }));
    const { data } = await collections.account({ customerId }).go({ pages: "all", consistent: true });
    const { customer, address, emailowner, identity } = Store.service.entities;
    const [row] = data.customer;
    for (const known of row?.identities ?? []) {
      const at = known.indexOf(":");
      const provider = known.slice(0, at) as "google";
      await identity.delete({ provider, subject: known.slice(at + 1) }).go();
      count(counts, "identity");
    }
    for (const { addressId } of data.address) await address.delete({ customerId, addressId }).go();
    count(counts, "address", data.address.length);
    if (row) {
      await emailowner.delete({ email: row.email }).go();
      count(counts, "emailowner");
      await customer.delete({ customerId }).go();
      count(counts, "customer");
    }
    // Whoever signed in or ordered while this went on: now that the account is gone, nobody follows them.
    await endAccess(customerId, counts);
    return (await allOrders(customerId)).length > 0 ? "orders" : "sweep";
  },
  async sweep(person, counts) {
    const { items, next } = await Dynamo.scanPart(person.cursor, pageSize);
    for (const item of items)
      if (!(await sweepRow(item, person, counts))) {
        Log.error("privacy.row_left", "A row names somebody who was erased.", {
          erasureId: person.erasureId,
          kind: String(item.__edb_e__),
        });
        count(counts, "left");
      }
    count(counts, "rows looked at", items.length);
    person.cursor = next;
    return next ? "sweep" : "done";
  },
};

async function endAccess(subject: string, counts: Counts) {
  count(counts, "session", (await Session.revokeAll({ subject })).ended);
  count(counts, "passkey", await Passkey.removeAll({ subject }));
}

/** Writes down whom it is about, before the rows that say so are changed. */
async function note(person: Person) {
  await ErasureEntity.patch({ erasureId: person.erasureId })
    .set({ sealed: seal(person) })
    .go();
}

async function finish({ erasureId, subject, startedAt, version }: Row, counts: Counts) {
  const doneAt = Clock.iso();
  const certificate = certify({ erasureId, subject, startedAt, doneAt, counts });
  const { done } = await Store.write(({ erasure }) => [
    erasure
      .patch({ erasureId })
      .set({ state: "done", stage: "done", counts, doneAt, certificate, version: version + 1, dueAt: doneAt })
      .remove(["sealed"])
      .where((at, { eq }) => eq(at.version, version))
      .commit(),
  ]);
  if (done) Log.info("privacy.erased", { erasureId });
  return done;
}

const add = (list: string[], item: string) => (list.includes(item) ? list : [...list, item]);

const seal = (person: Person) =>
  Secret.seal("LinkSecret", "erasure", person.erasureId, JSON.stringify(person));

const unseal = ({ erasureId, sealed = "" }: Row): Person =>
  JSON.parse(Secret.unseal("LinkSecret", "erasure", erasureId, sealed));

/** A plain digest: whoever knows the id can show that a certificate is about it. */
export const digestOf = (customerId: string) => createHash("sha256").update(customerId).digest("base64url");
