import { Customer, type Profile } from "#accounts/customer";
import { Order, type OrderRow } from "#sales/order";

/** Whom an erasure is about: everything that a row may know them by. */
export type Person = {
  customerId: string;
  erasureId: string;
  email: string;
  /** Addresses that were theirs. One that has no other account now is theirs still, where nobody else can be meant. */
  former: { email: string; until: string; free: boolean }[];
  name: string;
  /** What was made later is of somebody who came anew. */
  startedAt: string;
  cartIds: string[];
  orderIds: string[];
  stripeCustomerIds: string[];
  /** Words of their own, such as a street, that may stand in what staff wrote about them. */
  words: string[];
  /** Where the sweep of the table stands. */
  cursor: Record<string, unknown> | null;
};

/** The addresses by which a row may know them that was written then; without a time, those that nobody else has. */
export const addressesAt = ({ email, former }: Person, at: string | undefined) => [
  email,
  ...former.filter(({ until, free }) => free || (at !== undefined && at <= until)).map(({ email }) => email),
];

/** What was once their address may be somebody else's by now, with an account of its own. */
export async function formerOf({
  customerId,
  email: present,
  former = [],
}: Profile): Promise<Person["former"]> {
  const left = former.filter(({ email }) => email !== present);
  return Promise.all(
    left.map(async ({ email, until }) => {
      const owner = await Customer.idByEmail({ email });
      return { email, until, free: owner === null || owner === customerId };
    }),
  );
}

type Whose = Pick<Person, "customerId" | "email" | "former">;

/** What was bought without signing in, with an address while it was theirs. */
export async function claimOrders({ customerId, email, former }: Whose) {
  await Order.claim({ customerId, email });
  for (const { email, until } of former) await Order.claim({ customerId, email, until });
}

const erased = "[erased]";
const shortest = 3;

/** A person's own words out of what an order, an address or a profile says. */
export function wordsOf(...texts: (string | undefined | null)[]) {
  const whole = texts.flatMap((text) => (text ? [text, ...text.split(/\s+/)] : []));
  return [...new Set(whole.map((text) => text.trim()).filter((text) => text.length >= shortest))];
}

/** The same text without a person's words, or the very same when it has none of them. */
function scrub(text: string, words: string[]) {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replace(new RegExp(escaped(word), "giu"), erased), text);
}

/** The same value with each text in it scrubbed. */
export function scrubAll(value: unknown, words: string[]): unknown {
  if (typeof value === "string") return scrub(value, words);
  if (Array.isArray(value)) return value.map((item) => scrubAll(item, words));
  if (value instanceof Set || value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrubAll(item, words)]));
}

export const changed = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** As long as an order stands there, somebody packs it: it needs its name and address. */
export const inTheHouse = ["pending", "authorized", "in_review", "paid", "packed"] as const;

/** Every order of a customer, a page at a time. */
export async function allOrders(customerId: string) {
  const rows: OrderRow[] = [];
  let cursor: string | null = null;
  do {
    const from: { cursor?: string } = cursor ? { cursor } : {};
    const page: Awaited<ReturnType<typeof Order.history>> = await Order.history({ customerId, ...from });
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return rows;
}
