import { z } from "zod";
import { fn } from "../fn";
import { Id } from "../id";
import { CustomerEntity } from "./customer.entity";
import { Name } from "./sign-up";

const Phone = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^(\+?[0-9 ()./-]{5,24})?$/, "Enter a phone number like +1 555 010 0199."));

const Profile = z.object({ customerId: Id.schema("customer"), name: Name, phone: Phone });

/** What a customer is called, and where to be called; an empty phone number is none. */
export const setProfile = fn(Profile, async ({ customerId, name, phone }) => {
  const change = CustomerEntity.patch({ customerId })
    .set({ name, ...(phone && { phone }) })
    .add({ version: 1 });
  await (phone ? change : change.remove(["phone"])).go();
});
