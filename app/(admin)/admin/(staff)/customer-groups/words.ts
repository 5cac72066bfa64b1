import type { Admin } from "@securecart/core/admin";

export const customersInWords = (count: number) => `${count} ${count === 1 ? "customer" : "customers"}`;

/** Returns what adding customers to a group did. */
export function addedInWords({ added, present, refused }: Admin.Added) {
  return [
    `${customersInWords(added)} added.`,
    present > 0 ? `${customersInWords(present)} in the group already.` : "",
    ...refused.map(({ email, why }) => `Not added: ${email}, ${why}${why.endsWith(".") ? "" : "."}`),
  ]
    .filter(Boolean)
    .join(" ");
}
