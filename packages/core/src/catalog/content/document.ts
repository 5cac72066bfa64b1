import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Id } from "#platform/id";
import { Shop } from "#platform/shop";
import { Catalog } from "../catalog";
import { defaultPage } from "./defaults/pages";
import { defaultHome, defaultMenus } from "./defaults/shop";
import { DocumentEntity } from "./document.entity";
import { EntryEntity } from "./entry.entity";
import { type Kind, type Value, type Values, values } from "./types";

/** Id of a page, or the kind of a document of which there is one. */
export const DocumentId = z.union([z.enum(["home", "menus", "announcements"]), Id.schema("page")]);
export type DocumentId = z.output<typeof DocumentId>;

export const kindOf = (documentId: string): Kind =>
  documentId === "home" || documentId === "menus" || documentId === "announcements" ? documentId : "page";

/** Document as staff edit it. */
export type Document<Name extends Kind = Kind> = {
  documentId: string;
  kind: Name;
  value: Values[Name];
  /** True when the value differs from what is published. */
  isChanged: boolean;
  isArchived: boolean;
  /** Number of the published version; 0 when there is none. */
  live: number;
  liveSlug?: string | undefined;
  liveTitle?: string | undefined;
  /** Keys of the pictures in the published value. */
  livePictures: string[];
  /** Times at which published announcements begin and end. */
  liveTimes: string[];
  publishAt?: string | undefined;
  publishedAt?: string | undefined;
  /** 0 before the first save. */
  version: number;
  editor?: string | undefined;
  editedAt?: string | undefined;
};

/** Parses a stored value of a kind. */
export const parse = <Name extends Kind>(kind: Name, value: unknown) =>
  values[kind].parse(value) as Values[Name];

const documentKey = (documentId: string) => Dynamo.keyOf(DocumentEntity.get({ documentId }));
const entryKey = (documentId: string) => Dynamo.keyOf(EntryEntity.get({ documentId }));

/**
 * Returns a document as it is now, or as every shop has it when it was never saved; null for a page that does not
 * exist. One request; one more for a home page that was never saved.
 */
export async function load(documentId: string): Promise<Document | null> {
  const kind = kindOf(documentId);
  const items = await Dynamo.batchGet([documentKey(documentId), entryKey(documentId)], { consistent: true });
  const raw = (entity: string) => items.find((item) => Dynamo.entityOf(item) === entity);
  const [row, entry] = [raw("contentdocument"), raw("contententry")];
  const stored = row && DocumentEntity.parse({ Item: row }).data;
  if (stored) {
    const { draft, kind: _, ...rest } = stored;
    const live = entry && EntryEntity.parse({ Item: entry }).data;
    return {
      ...{ ...rest, kind, value: parse(kind, draft) },
      ...liveParts(live?.value ? parse(kind, live.value) : null),
      ...(live?.liveTitle && { liveTitle: live.liveTitle }),
    };
  }
  const value = await defaultOf(documentId);
  return value && unsaved(documentId, value);
}

/** Returns a document that has not been saved yet. */
export const unsaved = (documentId: string, value: Value): Document => ({
  ...{ documentId, value, kind: kindOf(documentId) },
  ...{ isChanged: false, isArchived: false, live: 0, ...liveParts(null), version: 0 },
});

/** Returns the keys of the pictures in a value. */
export const picturesOf = (value: Value) =>
  "blocks" in value
    ? value.blocks.flatMap((block) => ("image" in block && block.image ? [block.image.key] : []))
    : [];

/** Returns the times at which the announcements of a value begin and end. */
const timesOf = (value: Value) =>
  "announcements" in value
    ? value.announcements
        .flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
        .filter((at) => at !== undefined)
    : [];

/** Returns what a document knows of its published value; null when there is none. */
export const liveParts = (value: Value | null) => ({
  livePictures: value ? picturesOf(value) : [],
  liveTimes: value ? timesOf(value) : [],
});

/** Returns the home page of a shop whose merchant has not arranged it. Two requests. */
export async function firstHome() {
  const [categories, name] = await Promise.all([Catalog.categories(), Shop.name()]);
  return defaultHome(Catalog.childrenOf(categories, ""), name);
}

/** Returns the value that a document has in a new shop; null for a page that the merchant creates. */
export async function defaultOf(documentId: string): Promise<Value | null> {
  switch (kindOf(documentId)) {
    case "home":
      return firstHome();
    case "menus":
      return defaultMenus;
    case "announcements":
      return { announcements: [] };
    default:
      return defaultPage(documentId);
  }
}

/** Returns a document that exists. Throws `content.unknown`. */
export async function required(documentId: string): Promise<Document> {
  const document = await load(documentId);
  if (document) return document;
  throw new DomainError("not_found", "content.unknown", "This page does not exist.");
}

/** Tells whether a document is of a kind. */
export const isOf = <Name extends Kind>(document: Document, kind: Name): document is Document<Name> =>
  document.kind === kind;
