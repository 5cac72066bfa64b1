import { RichText } from "@securecart/core/rich-text";
import { expect, test } from "vitest";
import { defaultPages } from "./defaults/pages";
import { defaultHome } from "./defaults/shop";
import { footerOf, headerOf, hrefOf, type Targets } from "./links";
import { announcementNow } from "./read";
import { AnnouncementsValue, HomeValue, LinkTarget, type MenuEntry, MenusValue, PageValue } from "./types";
import { fillPage, needsOf, openOf, type Words, wordNames } from "./words";
import { tagsOf } from "./write";

const page = (text: string): PageValue => ({
  ...{ title: "About", slug: "about", seoTitle: "", seoDescription: "" },
  body: RichText.fromMarkdown(text),
});
const none: Words = { "shop name": "", "legal name": "", address: "", email: "", phone: "" };

test("every shop has drafts of seven pages, each a valid page that says what must be filled in", () => {
  expect(defaultPages.map(({ key }) => key)).toEqual([
    ...["shipping", "returns", "faq", "contact", "privacy", "terms", "imprint"],
  ]);
  expect(new Set(defaultPages.map(({ documentId }) => documentId)).size).toBe(7);
  for (const { key, value } of defaultPages) {
    expect(PageValue.parse(value), key).toEqual(value);
    const { marks, words } = needsOf(value);
    expect(marks.length, key).toBeGreaterThan(0);
    expect(words.length, key).toBeGreaterThan(0);
    expect(RichText.plain(value.body), key).not.toMatch(/[*#_]{2}|\\/);
  }
});

test("marks and missing words are what is still to be filled in", () => {
  const about = page(
    "We are {Legal Name}, [Fill in: **street**], [ fill in: town ].\n\n- {email}\n- {nothing}",
  );
  expect(needsOf(about)).toEqual({ marks: ["street", "town"], words: ["legal name", "email"] });
  expect(openOf(needsOf(about), { ...none, email: "a@example.com" })).toEqual([
    "street",
    "town",
    "legal name (in the settings)",
  ]);
});

test("words are taken from the settings when a page is shown, and a missing one stays in sight", () => {
  const shown = fillPage(page("Write to {email} or call {phone}. {unknown}"), {
    ...none,
    email: "a@example.com",
  });
  expect(RichText.plain(shown.body)).toBe("Write to a@example.com or call [Fill in: phone]. {unknown}");
});

test("an email address and a telephone number become links, unless the merchant wrote another one", () => {
  const text = "Write to {email}, **call {phone}** or see [{email}](https://example.com).";
  const shown = fillPage(page(text), { ...none, email: "a@example.com", phone: "+1 (503) 55" });
  expect(shown.body).toEqual([
    {
      type: "paragraph",
      runs: [
        { text: "Write to " },
        { text: "a@example.com", link: "mailto:a@example.com" },
        { text: ", " },
        { text: "call ", bold: true },
        { text: "+1 (503) 55", bold: true, link: "tel:+150355" },
        { text: " or see " },
        { text: "a@example.com", link: "https://example.com/" },
        { text: "." },
      ],
    },
  ]);
});

test("a page without marks whose words are known needs nothing", () => {
  const words = Object.fromEntries(wordNames.map((name) => [name, "x"])) as Words;
  expect(openOf(needsOf(page("{shop name} {legal name} {address} {email} {phone}")), words)).toEqual([]);
});

test("the home page of a shop without categories is valid and leads to all products", () => {
  const home = defaultHome([], "Alder & Tide");
  expect(HomeValue.parse(home)).toEqual(home);
  expect(home.blocks[0]).toMatchObject({ type: "hero", button: { link: "search" } });
});

test.each([
  ["", true],
  ["home", true],
  ["category:kitchen", true],
  ["page:pge_00000000000000000000000000", true],
  ["url:/pages/x", true],
  ["url:https://example.com/a?b=c", true],
  ["url:mailto:a@example.com", true],
  ["url://evil.example", false],
  ["url:/\\evil.example", false],
  ["url:javascript:alert(1)", false],
  ["url:data:text/html,x", false],
  ["category:../admin", false],
  ["somewhere", false],
])("the link %s is accepted: %s", (link, isAccepted) => {
  expect(LinkTarget.safeParse(link).success).toBe(isAccepted);
});

const saleId = `col_${"3".repeat(26)}`;
const aboutId = `pge_${"2".repeat(26)}`;
const privacy = {
  documentId: `pge_${"1".repeat(26)}`,
  slug: "privacy",
  title: "Privacy policy",
  changed: "",
  key: "privacy" as const,
};
const about = { documentId: aboutId, slug: "about", title: "About us", changed: "" };
const targets: Targets = {
  pages: [about, privacy],
  categories: [
    { slug: "kitchen", address: "kitchen-things", name: "Kitchen", parent: "" },
    { slug: "pans", address: "pans", name: "Pans", parent: "kitchen" },
  ],
  collections: [{ collectionId: saleId, slug: "sale", name: "Sale" }],
};
const entry = (label: string, link: string, level: 1 | 2 = 1): MenuEntry => ({ label, link, level });

test("a link follows what it names and leads nowhere when that is gone", () => {
  expect(hrefOf("category:kitchen", targets)).toBe("/category/kitchen-things");
  expect(hrefOf(`collection:${saleId}`, targets)).toBe("/collection/sale");
  expect(hrefOf(`page:${aboutId}`, targets)).toBe("/pages/about");
  expect(hrefOf("url:https://example.com", targets)).toBe("https://example.com");
  expect(hrefOf("orders", targets)).toBe("/orders");
  for (const gone of ["category:gone", "page:pge_3", "collection:gone", ""])
    expect(hrefOf(gone, targets)).toBeNull();
});

test("without a menu the header has the categories, and the footer has them and the published pages", () => {
  expect(headerOf(null, targets)).toEqual([
    { label: "Kitchen", href: "/category/kitchen-things", below: [] },
  ]);
  const columns = footerOf(null, targets);
  expect(columns.map(({ title }) => title)).toEqual(["Shop", "Help", "Legal"]);
  expect(columns[1]?.links).toContainEqual({ label: "About us", href: "/pages/about" });
  expect(columns[2]?.links).toEqual([{ label: "Privacy policy", href: "/pages/privacy" }]);
  expect(footerOf(null, { pages: [], categories: [], collections: [] }).map(({ title }) => title)).toEqual([
    "Help",
  ]);
});

test("a menu has two levels, leaves out links to what is gone, and an empty menu stays empty", () => {
  const menu = MenusValue.shape.header.parse([
    entry("Things", "", 1),
    entry("Kitchen", "category:kitchen", 2),
    entry("Gone", "category:gone", 2),
    entry("Empty", "", 1),
    entry("Gone", "page:pge_00000000000000000000000000", 1),
    entry("About", "page:pge_00000000000000000000000001", 1),
  ]);
  expect(headerOf(menu, targets)).toEqual([
    { label: "Things", href: "", below: [{ label: "Kitchen", href: "/category/kitchen-things" }] },
  ]);
  expect(headerOf([], targets)).toEqual([]);
  expect(footerOf([entry("Help", ""), entry("Orders", "orders", 2), entry("Nothing", "")], targets)).toEqual([
    { title: "Help", links: [{ label: "Orders", href: "/orders" }] },
  ]);
});

test("an announcement is shown from its start until before its end, the first of several", () => {
  const { announcements } = AnnouncementsValue.parse({
    announcements: [
      { text: "Later", link: "", startsAt: "2030-02-01T00:00:00.000Z" },
      { text: "Weekend", link: "", startsAt: "2030-01-05T00:00:00.000Z", endsAt: "2030-01-07T00:00:00.000Z" },
      { text: "Always", link: "search" },
    ],
  });
  const at = (time: string) => announcementNow(announcements, time)?.text;
  expect(at("2030-01-04T23:59:59.999Z")).toBe("Always");
  expect(at("2030-01-05T00:00:00.000Z")).toBe("Weekend");
  expect(at("2030-01-07T00:00:00.000Z")).toBe("Always");
  expect(at("2030-02-01T00:00:00.000Z")).toBe("Later");
  expect(announcementNow([])).toBeNull();
});

test("an announcement that ends before it starts is refused", () => {
  const wrong = {
    text: "x",
    link: "",
    startsAt: "2030-01-05T00:00:00.000Z",
    endsAt: "2030-01-05T00:00:00.000Z",
  };
  expect(AnnouncementsValue.safeParse({ announcements: [wrong] }).success).toBe(false);
});

test("a change expires the pages that show it and no others", () => {
  expect(tagsOf({ documentId: "home", slugs: [], isSiteWide: false })).toEqual(["home"]);
  expect(tagsOf({ documentId: "pge_1", slugs: ["a", "b"], isSiteWide: false })).toEqual(["page:a", "page:b"]);
  expect(tagsOf({ documentId: "menus", slugs: [], isSiteWide: true })).toEqual(["content"]);
});
