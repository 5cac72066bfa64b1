import { z } from "zod";
import { DomainError } from "../error";
import { fn } from "../fn";
import { Id } from "../id";
import { Store } from "../store";
import { Name } from "./sign-up";

const Phone = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^(\+?[0-9 ()./-]{5,24})?$/, "Enter a phone number like +1 555 010 0199."));

const Profile = z.object({ customerId: Id.schema("customer"), name: Name, phone: Phone });

/** What a customer is called, and where to be called; an empty phone number is none. Throws `customer.unknown`. */
export const setProfile = fn(Profile, async ({ customerId, name, phone }) => {
  const { done } = await Store.write(({ customer }) => {
    const change = customer
      .patch({ customerId })
      .set({ name, ...(phone && { phone }) })
      .add({ version: 1 });
    return [(phone ? change : change.remove(["phone"])).commit()];
  });
  if (!done) throw new DomainError("not_found", "customer.unknown", "We do not know this account.");
});
