import { Secret } from "#platform/secret";
import { Settings, type Values } from "#platform/settings";
import { nextCount } from "./counter";

/** Returns the number of an order that has none of its own: "SC-7K2Q9MXA". Always the same for an order. */
export const numberOf = (orderId: string) => `SC-${lettersOf(orderId)}`;

const lettersOf = (orderId: string) => orderId.slice(4, 12);

/**
 * Returns the number of a new order, which people read and quote: "SC-7K2Q9MXA" or "#1001". Counted numbers have gaps. No
 * request, except for every tenth counted number.
 */
export async function newNumber(orderId: string, { prefix, suffix, style, digits }: Values<"orders">) {
  if (style === "letters") return `${prefix}${lettersOf(orderId)}${suffix}`;
  return counted(await nextCount(), { prefix, suffix, digits });
}

type Format = Pick<Values<"orders">, "prefix" | "suffix" | "digits">;

/** Formats a counted number: `counted(7, { prefix: "#", suffix: "", digits: 4 })` is "#0007". */
const counted = (count: number | string, { prefix, suffix, digits }: Format) =>
  `${prefix}${String(count).padStart(digits, "0")}${suffix}`;

/**
 * Returns the order numbers that a person may mean: what they typed, with the prefix of old orders, and for what has no
 * prefix also with the prefix and suffix that orders have now. None when it cannot be a number: one without digits has
 * eight letters.
 */
export async function numbersMeant(words: string): Promise<string[]> {
  if (!/^(?=.*\d|.{8})[A-Za-z0-9#/_-]{1,40}$/.test(words)) return [];
  const [, letters] = /^(?:SC-?)?([0-9A-HJKMNP-TV-Z]{8})$/i.exec(words) ?? [];
  const old = letters ? [`SC-${letters}`] : [];
  const bare = letters === words || /^\d+$/.test(words) ? await formatted(words) : [];
  return [...new Set([words, ...old, ...bare].map((number) => number.toUpperCase()))];
}

/** Returns the numbers that letters or a count can have in the format that orders have now. At most one request. */
async function formatted(words: string) {
  const format = await Settings.shown("orders");
  return [`${format.prefix}${words}${format.suffix}`, counted(words, format)];
}

/** Returns the key of a buyer: a keyed digest of the email address, so that no key contains an address. */
export const buyerOf = (email: string) =>
  Secret.sign("LinkSecret", "order buyer", email.normalize("NFKC").trim().toLowerCase()).toString(
    "base64url",
  );
