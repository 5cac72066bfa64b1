import { z } from "zod";
import { Customer, type Profile } from "#accounts/customer";
import { Order, type OrderRow } from "#sales/order";

/** The customer whom an erasure is about: everything by which a row may name them. */
export const DataSubject = z.object({
  customerId: z.string(),
  erasureId: z.string(),
  email: z.string(),
  /** Earlier email addresses, each until when; `free` when no other account has it now. */
  former: z.array(z.object({ email: z.string(), until: z.string(), free: z.boolean() })),
  name: z.string(),
  /** Rows made later belong to a new account. ISO 8601. */
  startedAt: z.string(),
  cartIds: z.array(z.string()),
  orderIds: z.array(z.string()),
  stripeCustomerIds: z.array(z.string()),
  /** Words such as a street, which may occur in what staff wrote about them. */
  words: z.array(z.string()),
  /** Key after which the sweep of the table continues. */
  cursor: z.record(z.string(), z.unknown()).nullable(),
});
export type DataSubject = z.output<typeof DataSubject>;

/** Returns the email addresses that may name the data subject in a row of that time; without a time, those that are free. */
export const addressesAt = ({ email, former }: DataSubject, at: string | undefined) => [
  email,
  ...former.filter(({ until, free }) => free || (at !== undefined && at <= until)).map(({ email }) => email),
];

/** Returns the earlier email addresses of a customer. One may belong to another account by now. */
export async function formerOf({
  customerId,
  email: present,
  former = [],
}: Profile): Promise<DataSubject["former"]> {
  const left = former.filter(({ email }) => email !== present);
  return Promise.all(
    left.map(async ({ email, until }) => {
      const owner = await Customer.idByEmail({ email });
      return { email, until, free: owner === null || owner === customerId };
    }),
  );
}

/** Claims the guest orders that were placed with an email address of the customer while it was theirs. */
export async function claimOrders({
  customerId,
  email,
  former,
}: Pick<DataSubject, "customerId" | "email" | "former">) {
  await Order.claim({ customerId, email });
  for (const { email, until } of former) await Order.claim({ customerId, email, until });
}

/** Tells whether an order is not shipped yet: until then it needs the customer's name and address. */
export const isUnshipped = ({ status }: Pick<OrderRow, "status">) =>
  unshipped.some((known) => known === status);

const unshipped = ["pending", "authorized", "in_review", "paid", "packed"] as const;

/** Returns every order of a customer, newest first. One request a page. */
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
