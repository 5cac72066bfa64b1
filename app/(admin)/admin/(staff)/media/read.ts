import type { Media } from "@securecart/core/media";

const lists = ["library", "unused", "removed"] as const;

export const listLabels = { library: "All", unused: "Unused", removed: "Removed" } as const;
export type MediaList = (typeof lists)[number];

export type MediaQuery = { list: MediaList; q?: string; cursor?: string };

type Given = Record<string, string | string[] | undefined>;

/** Reads the list's address; what it does not know is ignored. */
export function readQuery(given: Given): MediaQuery {
  const text = (name: string) => (typeof given[name] === "string" ? given[name].trim().slice(0, 100) : "");
  const [q, cursor] = [text("q"), text("cursor")];
  return {
    list: lists.find((name) => name === text("list")) ?? "library",
    ...(q && { q }),
    ...(/^[\dT:.Z-]{24}~med_[0-9A-Z]{26}$/.test(cursor) && { cursor }),
  };
}

/** Returns the address of a list. */
export function listUrl({ list, q }: MediaQuery) {
  const query = new URLSearchParams({ ...(list !== "library" && { list }), ...(q && { q }) });
  return `/admin/media${query.size > 0 ? `?${query}` : ""}`;
}

export const stateLabels = {
  uploaded: "Waiting",
  processing: "Being prepared",
  ready: "Ready",
  refused: "Refused",
  removed: "Removed",
} as const satisfies Record<Media.MediaState, string>;

/** Returns a size as people read it: "3.4 MB". */
export const sizeOf = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
