import { type EntityItem, Service } from "electrodb";
import { z } from "zod";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AddressEntity } from "./address.entity";
import { CustomerEntity } from "./customer.entity";
import { Email } from "./email";
import { EmailOwnerEntity } from "./email-owner.entity";

/** Rows under a customer's key: the customer and the address book, read in one request. */
const { account } = new Service({ customer: CustomerEntity, address: AddressEntity }).collections;

/** Customer id that no account has: an unknown email address costs as many reads as a known one. */
const noCustomerId = `cus_${"0".repeat(26)}`;

export type CustomerRow = EntityItem<typeof CustomerEntity>;

export type SavedAddress = Omit<EntityItem<typeof AddressEntity>, "customerId">;

/** Customer as shown on their own pages; the password hash is left out. */
export type Profile = Omit<CustomerRow, "passwordHash" | "identities"> & {
  hasPassword: boolean;
  /** Providers whose accounts open this one, such as "google". */
  providers: string[];
  /** Address book, in the order of its entries. */
  addresses: SavedAddress[];
};

export const Ref = z.object({ customerId: Id.schema("customer") });

/** Returns a customer with the address book, or null when there is none. One request. */
export const byId = fn(Ref, async (ref): Promise<Profile | null> => {
  const { customer: row, addresses } = await rowsOf(ref);
  if (!row) return null;
  const { passwordHash, identities = [], ...customer } = row;
  return {
    ...customer,
    hasPassword: passwordHash !== undefined,
    providers: [...identities].map((identity) => identity.slice(0, identity.indexOf(":"))),
    addresses: addresses.map(({ customerId: _, ...address }) => address),
  };
});

/** Returns the customer of an email address, or null. Tell it to the owner of the mailbox only. */
export const idByEmail = fn(z.object({ email: Email }), async ({ email }) => {
  const { data } = await EmailOwnerEntity.get({ email }).go({ consistent: true });
  return data?.customerId ?? null;
});

/** Reads the stored rows of an account. */
export async function rowsOf(ref: z.output<typeof Ref>) {
  const { data } = await account(ref).go({ consistent: true, pages: "all" });
  return { customer: data.customer[0], addresses: data.address };
}

/** Reads the stored row of a customer, with the password hash. */
export async function rowById(customerId: string) {
  return (await CustomerEntity.get({ customerId }).go({ consistent: true })).data;
}

/** Reads the row of an email address's customer. Two reads, whether there is an account or not. */
export async function rowByEmail(email: string) {
  const { data: owner } = await EmailOwnerEntity.get({ email }).go({ consistent: true });
  const row = await rowById(owner?.customerId ?? noCustomerId);
  return row && row.email === email ? row : null;
}
