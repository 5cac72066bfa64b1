import { z } from "zod";
import { transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Phone } from "#platform/phone";
import { unknown } from "./account";
import { defaultAddress } from "./address-book";
import { CustomerEntity } from "./customer.entity";
import { byId, Ref } from "./find";
import { Name } from "./sign-up";

const Profile = z.object({ customerId: Id.schema("customer"), name: Name, phone: z.string().max(1_000) });

/**
 * Sets a customer's name and phone number; an empty number removes it. A number without a country code is read as dialed
 * in the country of the default address. Throws `customer.unknown`.
 */
export const setProfile = fn(Profile, async ({ customerId, name, phone: typed }) => {
  const country = Phone.parse(typed) ? undefined : await countryOf(customerId);
  const { phone } = z.object({ phone: Phone.schema }).parse({ phone: Phone.spell(typed, country) });
  const patch = CustomerEntity.patch({ customerId })
    .set({ name, ...(phone && { phone }) })
    .add({ version: 1 });
  const { committed } = await transact({ customer: phone ? patch : patch.remove(["phone"]) });
  if (!committed) throw unknown();
});

const Link = Ref.extend({ stripeCustomerId: z.string().min(1).max(255) });

/** Links an account to its customer at Stripe. The first link stays: returns false when there is one already. */
export const linkStripe = fn(Link, async ({ customerId, stripeCustomerId }) => {
  const { committed } = await transact({
    customer: CustomerEntity.patch({ customerId })
      .set({ stripeCustomerId })
      .where((at, { notExists }) => notExists(at.stripeCustomerId)),
  });
  return committed;
});

async function countryOf(customerId: string) {
  const profile = await byId({ customerId });
  return profile ? defaultAddress(profile)?.country : undefined;
}
