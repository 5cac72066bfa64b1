import { Secret } from "#platform/secret";

/** Returns the order number that people read and quote: "SC-7K2Q9MXA". Always the same for an order. */
export const numberOf = (orderId: string) => `SC-${orderId.slice(4, 12)}`;

/** Returns the key of a buyer: a keyed digest of the email address, so that no key contains an address. */
export const buyerOf = (email: string) =>
  Secret.sign("LinkSecret", "order buyer", email.normalize("NFKC").trim().toLowerCase()).toString(
    "base64url",
  );
