import type { EntityItem } from "electrodb";
import { z } from "zod";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Store } from "#platform/store";
import type { AddressEntity } from "./address.entity";
import type { CustomerEntity } from "./customer.entity";
import { Email } from "./email";
import { EmailOwnerEntity } from "./email-owner.entity";

export type { Opened } from "./account";
export {
  AddressEntry,
  addAddress,
  changeAddress,
  defaultAddress,
  mostAddresses,
  removeAddress,
  setDefaultAddress,
} from "./address-book";
export { confirmEmailChange, requestEmailChange } from "./email-change";
export { connect, disconnect, signInByIdentity } from "./identity";
export * as Customer from "./index";
export { changePassword, requestReset, reset } from "./password-change";
export { setProfile } from "./profile";
export { addPasskey, askForPasskey, endSessions, removePasskey } from "./security";
export { prove, requestCode, requireFresh, signIn, signInAs, signInByCode, signInByLink } from "./sign-in";
export { Name, requestSignUp, signUpByCode, signUpByLink } from "./sign-up";
export { Email };

const Ref = z.object({ customerId: Id.schema("customer") });

type CustomerRow = EntityItem<typeof CustomerEntity>;
type AddressRow = EntityItem<typeof AddressEntity>;

export type SavedAddress = Omit<AddressRow, "customerId">;

/** A customer as their own pages show them; the hash of their password stays behind. */
export type Profile = Omit<CustomerRow, "passwordHash" | "identities"> & {
  hasPassword: boolean;
  /** Which accounts elsewhere open this one, such as "google". */
  providers: string[];
  /** The address book, in the order of its entries. */
  addresses: SavedAddress[];
};

/** A customer with their address book, in one request; null when there is none. */
export const byId = fn(Ref, async ({ customerId }): Promise<Profile | null> => {
  const { data } = await Store.collections.account({ customerId }).go({ consistent: true, pages: "all" });
  const row = data.customer[0];
  if (!row) return null;
  const { passwordHash, identities = [], ...customer } = row;
  return {
    ...customer,
    hasPassword: passwordHash !== undefined,
    providers: [...identities].map((identity) => identity.slice(0, identity.indexOf(":"))),
    addresses: data.address.map(({ customerId: _, ...address }) => address),
  };
});

/** Whose an e-mail address is, or null. Its answer is for letters, never for whoever asks. */
export const idByEmail = fn(z.object({ email: Email }), async ({ email }) => {
  const { data } = await EmailOwnerEntity.get({ email }).go({ consistent: true });
  return data?.customerId ?? null;
});
