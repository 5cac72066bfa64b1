import type { Shown } from "@securecart/core/content";
import { Content } from "@securecart/core/content";
import { DomainError } from "@securecart/core/error";
import { Zone } from "@securecart/core/zone";
import { revalidateTag } from "next/cache";
import { settings } from "#app/_lib/cached";

/** Shows a change in the shop at once. The event of the change does it again for other servers. */
export function show(shown: Shown | null) {
  for (const tag of shown ? Content.tagsOf(shown) : []) revalidateTag(tag, { expire: 0 });
}

/** Returns the time of a field in the shop's time zone as ISO 8601 in UTC; undefined for an empty field. */
export async function momentOf(typed: unknown, field: string, edge: "start" | "end" = "start") {
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "") return undefined;
  const parsed = Zone.LocalTime.safeParse(text);
  if (!parsed.success)
    throw new DomainError(
      "input",
      "input.invalid",
      "Enter a date and a time, for example 2026-12-24 18:00.",
      field,
    );
  const { zone } = await settings("time");
  return Zone.instantOf(parsed.data, zone, edge);
}

/** Returns a time as a field in the shop's time zone shows it. */
export async function fieldTime(at: string | undefined) {
  return at ? Zone.localOf(at, (await settings("time")).zone) : "";
}

/** Returns the name of the shop's time zone for hints. */
export const zoneName = async () => (await settings("time")).zone.replaceAll("_", " ");
