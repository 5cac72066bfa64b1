import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Phone } from "#platform/phone";
import { Store } from "#platform/store";
import { defaultAddress } from "./address-book";
import { byId } from "./index";
import { Name } from "./sign-up";

const Profile = z.object({ customerId: Id.schema("customer"), name: Name, phone: z.string().max(1_000) });

/**
 * Sets a customer's name and phone number; an empty number is none. A number without a country code is dialed in the
 * country of the default address. Throws `customer.unknown`.
 */
export const setProfile = fn(Profile, async ({ customerId, name, phone: typed }) => {
  const country = Phone.parse(typed) ? undefined : await countryOf(customerId);
  const { phone } = z.object({ phone: Phone.schema }).parse({ phone: Phone.spell(typed, country) });
  const { done } = await Store.write(({ customer }) => {
    const change = customer
      .patch({ customerId })
      .set({ name, ...(phone && { phone }) })
      .add({ version: 1 });
    return [(phone ? change : change.remove(["phone"])).commit()];
  });
  if (!done) throw new DomainError("not_found", "customer.unknown", "We do not know this account.");
});

async function countryOf(customerId: string) {
  const profile = await byId({ customerId });
  return profile ? defaultAddress(profile)?.country : undefined;
}
