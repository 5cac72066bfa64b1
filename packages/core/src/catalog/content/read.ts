import { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Slug } from "../catalog";
import { type DefaultKey, defaultPages } from "./defaults/pages";
import { DocumentId, kindOf, load, parse } from "./document";
import { EntryEntity } from "./entry.entity";
import { PathEntity } from "./path.entity";
import type { Announcement, HomeValue, MenusValue, Needs, PageValue } from "./types";
import { VersionEntity } from "./version.entity";
import { needsOf, noNeeds, openOf, type Words } from "./words";

export type LivePage = {
  documentId: string;
  slug: string;
  title: string;
  /** Time of its last publication, ISO 8601. */
  changed: string;
  key?: DefaultKey;
};

/**
 * Content that all pages of the shop show: links to the published pages, menus and announcements; and the home page.
 */
export type Live = {
  pages: LivePage[];
  /** Null until the merchant publishes a home page. */
  home: HomeValue | null;
  menus: MenusValue;
  announcements: Announcement[];
};

const Announcements = z.object({ announcements: z.array(z.unknown()) });

/** Returns what is published, except the texts of pages. One request. */
export async function live(): Promise<Live> {
  const entries = (await readEntries()).filter(({ isLive }) => isLive);
  const value = (documentId: string) => entries.find((entry) => entry.documentId === documentId)?.value;
  const [home, menus, announcements] = [value("home"), value("menus"), value("announcements")];
  return {
    pages: inOrder(
      entries.flatMap(({ kind, documentId, liveSlug: slug, liveTitle: title, publishedAt: changed = "" }) => {
        if (kind !== "page" || !slug || !title) return [];
        const key = keyOf(documentId);
        return [{ documentId, slug, title, changed, ...(key && { key }) }];
      }),
    ),
    home: home ? parse("home", home) : null,
    menus: menus ? parse("menus", menus) : { header: null, footer: null },
    announcements: Announcements.safeParse(announcements).success
      ? parse("announcements", announcements).announcements
      : [],
  };
}

const readEntries = async () => (await EntryEntity.query.all({}).go({ pages: "all", consistent: true })).data;

const keys = new Map(defaultPages.map(({ documentId, key }) => [documentId, key]));

/** Returns the key of a default page, or undefined for a page that the merchant created. */
export const keyOf = (documentId: string) => keys.get(documentId);

const rank = (key: DefaultKey | undefined) =>
  key === undefined ? -1 : defaultPages.findIndex((page) => page.key === key);

/** Sorts pages: the merchant's own by title, then those that every shop has. */
const inOrder = <Page extends { title: string; key?: DefaultKey }>(pages: Page[]) =>
  pages.sort((a, b) => rank(a.key) - rank(b.key) || a.title.localeCompare(b.title));

/** Returns the announcement to show now, or null: the first whose time has come and is not over. */
export function announcementNow(announcements: readonly Announcement[], now = Clock.iso()) {
  const isNow = ({ startsAt, endsAt }: Announcement) =>
    (!startsAt || startsAt <= now) && (!endsAt || now < endsAt);
  return announcements.find(isNow) ?? null;
}

export type ShownPage = PageValue & { documentId: string; publishedAt: string };

/**
 * Returns the published page of a slug; of a former slug, the slug that it leads to; null when there is neither. One
 * request, two for a former slug.
 */
export const page = fn(
  z.object({ slug: z.string() }),
  async ({ slug }): Promise<ShownPage | { movedTo: string } | null> => {
    if (!Slug.safeParse(slug).success) return null;
    const { data: path } = await PathEntity.get({ slug }).go({ consistent: true });
    if (path?.state === "live")
      return {
        ...parse("page", path.value),
        documentId: path.documentId,
        publishedAt: path.publishedAt ?? "",
      };
    if (path?.state !== "former") return null;
    const owner = await load(path.documentId);
    return owner?.liveSlug && owner.liveSlug !== slug ? { movedTo: owner.liveSlug } : null;
  },
);

export type ListedPage = {
  documentId: string;
  key?: DefaultKey;
  title: string;
  slug: string;
  isLive: boolean;
  liveSlug?: string | undefined;
  isChanged: boolean;
  isArchived: boolean;
  publishAt?: string | undefined;
  editor?: string | undefined;
  editedAt?: string | undefined;
  needs: Needs;
  liveNeeds: Needs;
};

/** Lists the pages of any status for staff, with the default pages that have not been saved yet. One request. */
export async function pages(): Promise<ListedPage[]> {
  const saved = (await readEntries()).filter(({ kind }) => kind === "page");
  const known = new Set(saved.map(({ documentId }) => documentId));
  const fresh = defaultPages
    .filter(({ documentId }) => !known.has(documentId))
    .map(({ documentId, value }) => ({
      ...{ documentId, title: value.title, slug: value.slug, needs: needsOf(value), liveNeeds: noNeeds },
      ...{ isLive: false, isChanged: false, isArchived: false },
    }));
  return inOrder(
    [...saved, ...fresh].map((one) => {
      const key = keyOf(one.documentId);
      return { ...one, ...(key && { key }) };
    }),
  );
}

/** Pages that the law requires of most shops. */
const required: readonly DefaultKey[] = ["shipping", "returns", "privacy", "terms", "imprint", "contact"];

/** Tells whether each page that the law requires of most shops is published and complete, or archived on purpose. */
export const isComplete = (all: readonly ListedPage[], words: Words) =>
  all
    .filter(({ key }) => key !== undefined && required.includes(key))
    .every(
      ({ isArchived, isLive, liveNeeds }) => isArchived || (isLive && openOf(liveNeeds, words).length === 0),
    );

const Ref = z.object({ documentId: DocumentId });

/** Returns a document as staff edit it; null when it does not exist. One request. */
export const forStaff = fn(Ref, ({ documentId }) => load(documentId));

/** Number of versions in a history. */
const versionsShown = 50;

/** Lists the versions of a document that were published, newest first; 50 at most. One request. */
export const versions = fn(Ref, async ({ documentId }) => {
  const { data } = await VersionEntity.query
    .ofDocument({ documentId })
    .go({ order: "desc", limit: versionsShown, attributes: ["number", "actor", "at"] });
  return data;
});

/** Returns the value of a published version; null when there is none. One request. */
export const version = fn(Ref.extend({ number: z.int().min(1) }), async ({ documentId, number }) => {
  const { data } = await VersionEntity.get({ documentId, number }).go();
  return data && parse(kindOf(documentId), data.value);
});
