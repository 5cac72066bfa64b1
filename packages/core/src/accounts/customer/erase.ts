import { fn } from "#platform/fn";
import { AddressEntity } from "./address.entity";
import { CustomerEntity } from "./customer.entity";
import { EmailOwnerEntity } from "./email-owner.entity";
import { Ref, rowsOf } from "./find";
import { IdentityEntity } from "./identity.entity";

/**
 * Deletes the rows of an account, the customer last, and returns how many there were by entity. Safe to repeat: what a
 * call that failed has left is deleted by the next.
 */
export const erase = fn(Ref, async ({ customerId }) => {
  const { customer, addresses } = await rowsOf({ customerId });
  const identities = [...(customer?.identities ?? [])];
  for (const identity of identities) {
    const at = identity.indexOf(":");
    const provider = identity.slice(0, at);
    if (provider !== "google")
      throw new Error(`An account has an identity of an unknown provider: ${provider}.`);
    await IdentityEntity.delete({ provider, subject: identity.slice(at + 1) }).go();
  }
  for (const { addressId } of addresses) await AddressEntity.delete({ customerId, addressId }).go();
  if (customer) {
    await EmailOwnerEntity.delete({ email: customer.email }).go();
    await CustomerEntity.delete({ customerId }).go();
  }
  const found = customer ? 1 : 0;
  return { identity: identities.length, address: addresses.length, emailowner: found, customer: found };
});
