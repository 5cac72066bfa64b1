import { Secret } from "#platform/secret";

/** What a person reads and quotes, "SC-7K2Q9MXA"; the same for the same order. */
export const numberOf = (orderId: string) => `SC-${orderId.slice(4, 12)}`;

/** A buyer as orders are found by: a keyed digest of the e-mail address, so that no address stands in a key. */
export const buyerOf = (email: string) =>
  Secret.sign("LinkSecret", "order buyer", email.normalize("NFKC").trim().toLowerCase()).toString(
    "base64url",
  );
