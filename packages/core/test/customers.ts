import { Cart } from "@securecart/core/cart";
import { Id } from "@securecart/core/id";
import { Password } from "@securecart/core/password";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { CustomerEntity } from "../src/accounts/customer/customer.entity";
import { EmailOwnerEntity } from "../src/accounts/customer/email-owner.entity";
import { unique } from "./fixtures";

/** Writes an account whose email address is verified. */
export async function customer({
  email = `${unique().toLowerCase()}@example.com`,
  name = "Ada Lovelace",
  password = "",
} = {}) {
  const customerId = Id.create("customer");
  const cartId = Cart.newId();
  const passwordHash = password && (await Password.hash(password));
  await transact({
    customer: CustomerEntity.create({
      customerId,
      email,
      name,
      cartId,
      ...(passwordHash && { passwordHash }),
      verifiedAt: Clock.iso(),
      version: 1,
    }),
    emailOwner: EmailOwnerEntity.create({ email, customerId }),
  });
  return { customerId, email, name, cartId };
}
