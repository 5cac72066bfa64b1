import type { Shown } from "@securecart/core/content";
import { Content } from "@securecart/core/content";
import { DomainError } from "@securecart/core/error";
import { Zone } from "@securecart/core/zone";
import { revalidateTag } from "next/cache";
import { settings } from "#app/_lib/cached";
import { noTime, type Sent, timeIn } from "#app/(admin)/admin/_parts/sent-form";

/** Shows a change in the shop at once. The event of the change does it again for other servers. */
export function show(shown: Shown | null) {
  for (const tag of shown ? Content.tagsOf(shown) : []) revalidateTag(tag, { expire: 0 });
}

/**
 * Returns the time of a field as ISO 8601 in UTC, meant in the time zone of its form; undefined for an empty field. Throws
 * `input.invalid`.
 */
export async function momentOf(sent: Sent, field: string, edge: "start" | "end" = "start") {
  const at = timeIn(sent, field, await shopZone(), edge);
  if (at === null) throw new DomainError("input", "input.invalid", noTime, field);
  return at;
}

/** Returns a time as a field in the shop's time zone shows it. */
export async function fieldTime(at: string | undefined) {
  return at ? Zone.localOf(at, await shopZone()) : "";
}

/** Returns the time zone of the shop. */
export const shopZone = async () => (await settings("time")).zone;
