import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Clock } from "@securecart/core/clock";
import { Content, type PageValue } from "@securecart/core/content";
import { Id } from "@securecart/core/id";
import { Media } from "@securecart/core/media";
import { RichText } from "@securecart/core/rich-text";
import { expect, test } from "vitest";
import { unique } from "#test/fixtures";
import { EventEntity } from "../../platform/event/event.entity";
import { DueEntity } from "./due.entity";

const actor = "staff:ada@example.com";
const by = () => ({ actor, requestId: randomUUID() });
const newPage = () => Id.create("page");

const page = (more: Partial<PageValue> = {}): PageValue => ({
  ...{ title: "About us", slug: `about-${unique().toLowerCase()}`, seoTitle: "", seoDescription: "" },
  body: RichText.fromMarkdown("We sell *good* things."),
  ...more,
});

type Options = { seen: number; publish?: boolean; publishAt?: string; confirmed?: boolean };
const save = (documentId: string, value: PageValue, options: Options) =>
  Admin.saveContent({ kind: "page", documentId, value, ...by(), ...options });

const versionOf = async (documentId: string) => (await Content.forStaff({ documentId }))?.version;

test("a draft is not in the shop; published, it is found by its slug; an edit is a draft until it is published", async () => {
  const [documentId, value] = [newPage(), page()];
  const { slug } = value;
  expect(await save(documentId, value, { seen: 0 })).toBeNull();
  expect(await Content.page({ slug })).toBeNull();
  const shown = await save(documentId, value, { seen: 1, publish: true });
  expect(shown).toEqual({ documentId, slugs: [slug], isSiteWide: true });
  expect(await Content.page({ slug })).toMatchObject({ title: "About us", documentId });
  expect((await Content.live()).pages).toContainEqual(
    expect.objectContaining({ documentId, slug, title: "About us" }),
  );
  expect(await save(documentId, { ...value, title: "About" }, { seen: 2 })).toBeNull();
  expect(await Content.page({ slug })).toMatchObject({ title: "About us" });
  expect(await Content.forStaff({ documentId })).toMatchObject({
    isChanged: true,
    value: { title: "About" },
  });
  expect(await save(documentId, { ...value, title: "About" }, { seen: 3, publish: true })).toMatchObject({
    isSiteWide: true,
  });
  expect(await Content.page({ slug })).toMatchObject({ title: "About" });
  const body = RichText.fromMarkdown("Other words.");
  expect(await save(documentId, { ...value, title: "About", body }, { seen: 4, publish: true })).toEqual({
    ...{ documentId, slugs: [slug], isSiteWide: false },
  });
});

test("each change has one audit row with both states, and the same request acts once", async () => {
  const [documentId, value] = [newPage(), page()];
  const same = { kind: "page" as const, documentId, value, publish: true, seen: 0, ...by() };
  await Promise.all([Admin.saveContent(same), Admin.saveContent(same)]);
  await Admin.saveContent(same);
  await save(documentId, { ...value, title: "About" }, { seen: 1 });
  const { rows } = await Audit.list({ subject: `content:${documentId}` });
  expect(rows).toMatchObject([
    { action: "content.save", outcome: "done", before: { title: "About us" }, after: { title: "About" } },
    { action: "content.publish", outcome: "done", actor, after: { status: "published" } },
  ]);
});

test("of two who save the same version, the second is refused and nothing of theirs is stored", async () => {
  const [documentId, value] = [newPage(), page()];
  await save(documentId, value, { seen: 0 });
  const both = await Promise.allSettled(
    ["A", "B"].map((title) => save(documentId, { ...value, title }, { seen: 1 })),
  );
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { code: "content.changed" } },
  ]);
  await expect(save(documentId, value, { seen: 1 })).rejects.toMatchObject({ code: "content.changed" });
  await expect(save(documentId, value, { seen: 0 })).rejects.toMatchObject({ code: "content.changed" });
  expect(await versionOf(documentId)).toBe(2);
});

test("a slug belongs to one page, and a page that every shop has owns its slug before it is saved", async () => {
  const value = page();
  await save(newPage(), value, { seen: 0 });
  await expect(save(newPage(), value, { seen: 0 })).rejects.toMatchObject({
    ...{ code: "content.slug_taken", field: "slug" },
  });
  await expect(save(newPage(), page({ slug: "imprint" }), { seen: 0 })).rejects.toMatchObject({
    code: "content.slug_taken",
  });
});

test("a former slug leads to the page until another page takes it", async () => {
  const [documentId, value, slug] = [newPage(), page(), `later-${unique().toLowerCase()}`];
  await save(documentId, value, { seen: 0, publish: true });
  await save(documentId, { ...value, slug }, { seen: 1 });
  expect(await Content.page({ slug: value.slug })).toMatchObject({ title: "About us" });
  expect(await Content.page({ slug })).toBeNull();
  const shown = await save(documentId, { ...value, slug }, { seen: 2, publish: true });
  expect(shown).toEqual({ documentId, slugs: [value.slug, slug], isSiteWide: true });
  expect(await Content.page({ slug: value.slug })).toEqual({ movedTo: slug });
  await save(newPage(), value, { seen: 0, publish: true });
  expect(await Content.page({ slug: value.slug })).toMatchObject({ title: "About us" });
  expect(await Content.page({ slug })).toMatchObject({ documentId });
});

test("a slug that a draft gave up is free for another page", async () => {
  const [documentId, value] = [newPage(), page()];
  await save(documentId, value, { seen: 0 });
  await save(documentId, page(), { seen: 1 });
  await save(newPage(), value, { seen: 0, publish: true });
  expect(await Content.page({ slug: value.slug })).not.toBeNull();
});

test("a page with places to fill in is published only when that is confirmed", async () => {
  const [documentId, value] = [
    newPage(),
    page({ body: RichText.fromMarkdown("We are at [Fill in: street].") }),
  ];
  await expect(save(documentId, value, { seen: 0, publish: true })).rejects.toMatchObject({
    code: "content.unfilled",
    message: expect.stringContaining("1 place to fill in: street"),
  });
  await expect(save(documentId, value, { seen: 0, publishAt: Clock.iso(60) })).rejects.toMatchObject({
    code: "content.unfilled",
  });
  await save(documentId, value, { seen: 0 });
  await save(documentId, value, { seen: 1, publish: true, confirmed: true });
  const listed = (await Content.pages()).find((one) => one.documentId === documentId);
  expect(listed).toMatchObject({ isLive: true, liveNeeds: { marks: ["street"], words: [] } });
});

test("an unpublished page is a draft and leaves the shop; an archived one comes back as a draft", async () => {
  const [documentId, value] = [newPage(), page()];
  await save(documentId, value, { seen: 0, publish: true });
  expect(await Admin.unpublishContent({ documentId, seen: 1, ...by() })).toMatchObject({
    slugs: [value.slug],
  });
  expect(await Content.page({ slug: value.slug })).toBeNull();
  expect((await Content.live()).pages.some((one) => one.documentId === documentId)).toBe(false);
  await save(documentId, value, { seen: 2, publish: true });
  await Admin.archiveContent({ documentId, seen: 3, ...by() });
  expect(await Content.page({ slug: value.slug })).toBeNull();
  expect(await Content.forStaff({ documentId })).toMatchObject({ isArchived: true, live: 0 });
  await Admin.unarchiveContent({ documentId, seen: 4, ...by() });
  expect(await Content.forStaff({ documentId })).toMatchObject({ isArchived: false, live: 0 });
});

test("the draft is given up, or replaced by an earlier version", async () => {
  const [documentId, value] = [newPage(), page()];
  await save(documentId, value, { seen: 0, publish: true });
  await save(documentId, { ...value, title: "Second" }, { seen: 1, publish: true });
  await save(documentId, { ...value, title: "Third" }, { seen: 2 });
  const other = page();
  await save(documentId, other, { seen: 3 });
  await Admin.discardContent({ documentId, seen: 4, ...by() });
  await save(newPage(), other, { seen: 0 });
  expect(await Content.forStaff({ documentId })).toMatchObject({
    isChanged: false,
    value: { title: "Second" },
  });
  const versions = await Content.versions({ documentId });
  expect(versions.map(({ number }) => number)).toEqual([2, 1]);
  await Admin.restoreContent({ documentId, seen: 5, number: 1, ...by() });
  expect(await Content.forStaff({ documentId })).toMatchObject({
    isChanged: true,
    value: { title: "About us" },
  });
  expect(await Content.page({ slug: value.slug })).toMatchObject({ title: "Second" });
  await expect(Admin.restoreContent({ documentId, seen: 6, number: 9, ...by() })).rejects.toMatchObject({
    code: "content.unknown_version",
  });
});

test("a draft is published at its time, with its audit row and event; an earlier time is refused", async () => {
  const [documentId, value] = [newPage(), page()];
  await expect(save(documentId, value, { seen: 0, publishAt: Clock.iso(-60) })).rejects.toMatchObject({
    ...{ code: "content.past", field: "publishAt" },
  });
  const publishAt = Clock.iso(1);
  await save(documentId, value, { seen: 0, publishAt });
  await Content.publishDue();
  await expect
    .poll(async () => {
      await Promise.all([Content.publishDue(), Content.publishDue()]);
      return Content.page({ slug: value.slug });
    })
    .toMatchObject({ title: "About us" });
  expect(await Content.forStaff({ documentId })).toMatchObject({ version: 2, isChanged: false });
  const { rows } = await Audit.list({ subject: `content:${documentId}` });
  expect(rows.filter((row) => row.actor === "schedule")).toHaveLength(1);
});

test("a draft whose time was moved is not published at the former time", async () => {
  const [documentId, value] = [newPage(), page()];
  await save(documentId, value, { seen: 0, publishAt: Clock.iso(1) });
  await save(documentId, value, { seen: 1, publishAt: Clock.iso(3_600) });
  const after = Clock.iso(1);
  await expect.poll(() => Clock.iso() > after, { timeout: 5_000 }).toBe(true);
  await Content.publishDue();
  expect(await Content.page({ slug: value.slug })).toBeNull();
});

test("published announcements are shown, and their times have the shop shown again", async () => {
  const before = await Content.forStaff({ documentId: "announcements" });
  const endsAt = Clock.iso(1);
  const text = `Sale ${unique()}`;
  const value = { announcements: [{ text, link: "search", endsAt }] };
  const seen = before?.version ?? 0;
  await Admin.saveContent({ kind: "announcements", value, seen, publish: true, ...by() });
  expect((await Content.live()).announcements).toEqual(value.announcements);
  const eventId = Id.derived("event", "announcement", endsAt, "announcements");
  await expect
    .poll(async () => {
      await Promise.all([Content.publishDue(), Content.publishDue()]);
      return (await EventEntity.get({ eventId }).go()).data?.detail;
    })
    .toMatchObject({ documentId: "announcements", isSiteWide: true });
});

test("the home page and the menus are edited, published and restored like pages", async () => {
  const home = await Content.forStaff({ documentId: "home" });
  if (!home || !Content.isOf(home, "home")) throw new Error("There is no home page.");
  expect(home.value.blocks.map(({ type }) => type)).toContain("hero");
  const blocks = [
    ...home.value.blocks,
    { type: "text" as const, id: "note", title: "", body: RichText.fromPlain("Hi") },
  ];
  const shown = await Admin.saveContent({
    ...{ kind: "home", value: { ...home.value, blocks }, seen: home.version, publish: true },
    ...by(),
  });
  expect(shown).toEqual({ documentId: "home", slugs: [], isSiteWide: false });
  expect((await Content.live()).home?.blocks.at(-1)).toMatchObject({ id: "note" });
  const menus = await Content.forStaff({ documentId: "menus" });
  const header = [{ label: "All", link: "search", level: 1 as const }];
  await Admin.saveContent({
    kind: "menus",
    value: { header, footer: null },
    seen: menus?.version ?? 0,
    publish: true,
    ...by(),
  });
  expect((await Content.live()).menus).toEqual({ header, footer: null });
  await Admin.unpublishContent({ documentId: "home", seen: home.version + 1, ...by() });
  expect((await Content.live()).home).toBeNull();
});

test("a draft of the menus is not shown until it is published, is discarded, and a version is restored as a draft", async () => {
  const value = (label: string) => ({
    header: [{ label, link: "search", level: 1 as const }],
    footer: null,
  });
  const saveMenus = async (label: string, how: object) => {
    const seen = (await Content.forStaff({ documentId: "menus" }))?.version ?? 0;
    return Admin.saveContent({ kind: "menus", value: value(label), seen, ...how, ...by() });
  };
  const liveLabel = async () => (await Content.live()).menus.header?.[0]?.label;
  const draft = async () => {
    const document = await Content.forStaff({ documentId: "menus" });
    if (!document || !Content.isOf(document, "menus")) throw new Error("There are no menus.");
    return document;
  };
  await saveMenus("First", { publish: true });
  const first = (await draft()).live;
  expect(await saveMenus("Second", {})).toBeNull();
  expect(await liveLabel()).toBe("First");
  expect(await draft()).toMatchObject({ isChanged: true, value: value("Second") });
  await Admin.discardContent({ documentId: "menus", seen: (await draft()).version, ...by() });
  expect(await draft()).toMatchObject({ isChanged: false, value: value("First") });
  await saveMenus("Third", { publish: true });
  await Admin.restoreContent({
    ...{ documentId: "menus", number: first, seen: (await draft()).version },
    ...by(),
  });
  expect(await liveLabel()).toBe("Third");
  expect(await draft()).toMatchObject({ isChanged: true, value: value("First") });
  await saveMenus("Fourth", { publishAt: Clock.iso(1) });
  await expect
    .poll(async () => (await Content.publishDue()) && liveLabel(), { timeout: 5_000 })
    .toBe("Fourth");
  await Admin.unpublishContent({ documentId: "menus", seen: (await draft()).version, ...by() });
  expect((await Content.live()).menus).toEqual({ header: null, footer: null });
});

test("a scheduled draft of announcements leaves the times of the published ones as they are", async () => {
  const version = async () => (await Content.forStaff({ documentId: "announcements" }))?.version ?? 0;
  const [text, later] = [`Now ${unique()}`, `Later ${unique()}`];
  const endsAt = Clock.iso(3_600);
  const shown = { announcements: [{ text, link: "search", endsAt }] };
  const waiting = { announcements: [{ text: later, link: "search", startsAt: Clock.iso(7_200) }] };
  const saveThem = async (value: typeof shown | typeof waiting, how: object) =>
    Admin.saveContent({ kind: "announcements", value, seen: await version(), ...how, ...by() });
  await saveThem(shown, { publish: true });
  await saveThem(waiting, {});
  const due = async () =>
    (await DueEntity.query.due({}).go()).data
      .filter(({ documentId }) => documentId === "announcements")
      .map(({ at }) => at);
  expect(await due()).toEqual([endsAt]);
  await saveThem(waiting, { publishAt: Clock.iso(1) });
  expect(await due()).toHaveLength(2);
  await expect
    .poll(async () => (await Content.publishDue()) && (await Content.live()).announcements, {
      timeout: 5_000,
    })
    .toEqual(waiting.announcements);
  expect(await due()).toEqual([waiting.announcements[0]?.startsAt]);
  await Admin.unpublishContent({ documentId: "announcements", seen: await version(), ...by() });
  expect((await Content.live()).announcements).toEqual([]);
  expect(await due()).toEqual([]);
});

test("the pictures of the draft and of the published home page count as used until neither has them", async () => {
  const key = `media/${Id.create("media").slice(4).toLowerCase()}`;
  const home = await Content.forStaff({ documentId: "home" });
  if (!home || !Content.isOf(home, "home")) throw new Error("There is no home page.");
  const value = (image?: { key: string; alt: string; width: number; height: number }) => ({
    ...{ seoTitle: "", seoDescription: "" },
    blocks: [
      {
        ...{
          type: "hero" as const,
          id: "welcome",
          title: "Hello",
          text: "",
          button: { label: "", link: "" },
        },
        ...(image && { image }),
      },
    ],
  });
  const saveHome = (content: ReturnType<typeof value>, seen: number, publish: boolean) =>
    Admin.saveContent({ kind: "home", value: content, seen, publish, ...by() });
  const picture = { key, alt: "", width: 800, height: 600 };
  await saveHome(value(picture), home.version, false);
  expect(await Media.usersOf(key)).toEqual(["content:home"]);
  await saveHome(value(picture), home.version + 1, true);
  await saveHome(value(), home.version + 2, false);
  expect(await Media.usersOf(key)).toEqual(["content:home"]);
  await saveHome(value(), home.version + 3, true);
  expect(await Media.usersOf(key)).toEqual([]);
  await Admin.unpublishContent({ documentId: "home", seen: home.version + 4, ...by() });
});
