import { Slug } from "#catalog/catalog";
import { DomainError } from "#platform/error";

/** Returns the address that a title makes; empty when it makes none. */
export const slugFrom = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 70)
    .replace(/^-+|-+$/g, "");

/** Returns the address that was typed, else the stored one, else one from the title. Throws `<module>.wrong_field`. */
export function addressOf(
  { typed, stored, name }: { typed: string; stored: string | undefined; name: string },
  { module, field, example }: { module: string; field: string; example: string },
) {
  const parsed = Slug.safeParse(typed || stored || slugFrom(name));
  if (parsed.success) return parsed.data;
  throw new DomainError(
    "input",
    `${module}.wrong_field`,
    typed
      ? `Use lower-case letters, digits and single dashes, such as ${example}.`
      : `Enter an address, such as ${example}: none can be made from the title.`,
    field,
  );
}
