import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Admin } from "@securecart/core/admin";
import { Content, type PageValue } from "@securecart/core/content";
import { Id } from "@securecart/core/id";
import { RichText } from "@securecart/core/rich-text";
import { run } from "@securecart/core/test/cloud";
import { examine, fitsScreen } from "../examine";
import { anotherShopper, complaint, expect, test, unique, urls } from "../fixtures";
import { heading, navLink, newStaffMember, signIn, staffMember } from "../staff";

/** Tests run one at a time because the home page, the menus and the announcements are one for the whole shop. */
test.describe.configure({ mode: "default" });

const by = () => ({ actor: "staff:test", requestId: randomUUID() });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const done = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });
const privacy = Content.defaultPageId("privacy");

/** Creates a page, published or not. */
async function newPage({ publish = false, ...more }: Partial<PageValue> & { publish?: boolean } = {}) {
  const documentId = Id.create("page");
  const value: PageValue = {
    ...{ title: `Care ${unique()}`, slug: unique().toLowerCase(), seoTitle: "", seoDescription: "" },
    body: RichText.fromMarkdown("Wash by hand."),
    ...more,
  };
  await Admin.saveContent({ kind: "page", documentId, value, seen: 0, publish, ...by() });
  return { documentId, ...value };
}

/** Waits until a path of the shop has, or no longer has, a text: at most two seconds after the change. */
const shows = (path: string, text: string, isShown = true) =>
  expect
    .poll(async () => (await (await fetch(`${urls.shop}${path}`)).text()).includes(text), { timeout: 20_000 })
    .toBe(isShown);

const statusOf = async (path: string) => (await fetch(`${urls.shop}${path}`, { redirect: "manual" })).status;

test("a merchant edits the privacy page, previews it, publishes it, and it is in the shop", async ({
  page,
  browser,
}) => {
  const word = unique();
  await shows("/pages/privacy", "Privacy policy");
  await signIn(page, await newStaffMember("catalog"));
  await navLink(page, "Pages").click();
  await page.getByRole("link", { name: "Privacy policy" }).click();
  const text = page.getByLabel("Text", { exact: false }).first();
  await text.fill(`${await text.inputValue()}\n\n## News ${word}\n\nWe write to **no one** without asking.`);
  await button(page, "Save and preview").click();
  await expect(page.getByText("Preview: only staff can see this page.")).toBeVisible();
  await expect(page.getByRole("heading", { name: `News ${word}` })).toBeVisible();
  const shopper = await anotherShopper(browser);
  await shopper.goto("/pages/privacy");
  await expect(shopper.getByText(word)).toHaveCount(0);
  expect((await shopper.goto(`/admin/preview/pages/${privacy}`))?.url()).toContain("/admin/sign-in");
  await page.getByRole("link", { name: "Back to editing" }).click();
  await expect(page.getByText("Unpublished changes")).toBeVisible();
  await button(page, "Publish changes").click();
  await expect(done(page, "Published.")).toBeVisible();
  await shows("/pages/privacy", word);
  await shopper.goto("/pages/privacy");
  await expect(shopper.getByRole("heading", { name: `News ${word}` })).toBeVisible();
  await expect(shopper.locator("strong", { hasText: "no one" })).toBeVisible();
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByText("Shoppers see this one")).toHaveCount(1);
  await button(page, "Restore").first().click();
  await expect(done(page, "Restored.")).toBeVisible();
  await shopper.context().close();
});

test("a page is prerendered, is in the sitemap and the footer, has one address, and else is a real 404", async ({
  page,
  request,
}) => {
  const made = await newPage({ publish: true });
  const path = `/pages/${made.slug}`;
  await shows("/", made.title);
  await expect.poll(async () => (await request.get(path)).headers()["x-nextjs-cache"]).toBe("HIT");
  await page.goto(path);
  await expect(heading(page)).toHaveText(made.title);
  const canonical = await page.locator('link[rel="canonical"]').getAttribute("href");
  expect(new URL(canonical ?? "").pathname).toBe(path);
  expect(await page.locator('meta[name="description"]').getAttribute("content")).toBe("Wash by hand.");
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText(made.title);
  await expect(page.getByRole("contentinfo").getByRole("link", { name: made.title })).toBeVisible();
  expect(await (await request.get("/sitemaps/1.xml")).text()).toContain(`${urls.shop}${path}<`);
  const slug = `${made.slug}-new`;
  const { documentId, title, body, seoTitle, seoDescription } = made;
  const value = { title, body, seoTitle, seoDescription, slug };
  await Admin.saveContent({ kind: "page", documentId, value, seen: 1, publish: true, ...by() });
  await expect.poll(() => statusOf(path), { timeout: 20_000 }).toBe(308);
  expect(await statusOf(`/pages/${slug}`)).toBe(200);
  await Admin.unpublishContent({ documentId, seen: 2, ...by() });
  await expect.poll(() => statusOf(`/pages/${slug}`), { timeout: 20_000 }).toBe(404);
  expect(await statusOf("/pages/nobody-wrote-this")).toBe(404);
});

test("of two staff members who edit a page, the second sees the first's words, keeps theirs, and decides", async ({
  page,
  browser,
}) => {
  const { documentId } = await newPage();
  const ada = await newStaffMember("catalog");
  await signIn(page, ada);
  const other = await staffMember(browser, await newStaffMember("catalog"));
  for (const one of [page, other]) await one.goto(`/admin/pages/${documentId}`);
  await page.getByLabel("Title", { exact: true }).fill("Ada's title");
  await button(page, "Save draft").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await other.getByLabel("Title", { exact: true }).fill("Grace's title");
  await button(other, "Publish").click();
  await expect(complaint(other)).toContainText("Another staff member has changed this");
  await expect(complaint(other)).toContainText(ada.email);
  await expect(other.getByRole("row", { name: "Title Ada's title Grace's title" })).toBeVisible();
  await expect(other.getByLabel("Title", { exact: true })).toHaveValue("Grace's title");
  expect((await Content.forStaff({ documentId }))?.value).toMatchObject({ title: "Ada's title" });
  await button(other, "Publish").click();
  await expect(done(other, "Published.")).toBeVisible();
  expect((await Content.forStaff({ documentId }))?.value).toMatchObject({ title: "Grace's title" });
  await other.context().close();
});

test("a page with open places is not published by accident, and a refused form keeps all that was typed", async ({
  page,
}) => {
  const slug = unique().toLowerCase();
  const long = `${"A long line. ".repeat(300)}[Fill in: street]`;
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/pages");
  await page.getByRole("link", { name: "Add page" }).click();
  const text = page.getByLabel("Text", { exact: false }).first();
  await page.getByLabel("Title", { exact: true }).fill("Where we are");
  await text.fill(long);
  await page.getByLabel("Address").fill("Not An Address");
  await button(page, "Publish").click();
  await expect(complaint(page)).toContainText("lower-case letters");
  await expect(text).toHaveValue(long);
  await page.getByLabel("Address").fill(slug);
  await button(page, "Publish").click();
  await expect(complaint(page)).toContainText("1 place to fill in: street");
  expect(await statusOf(`/pages/${slug}`)).toBe(404);
  await page.getByLabel("Publish with the open places").check();
  await button(page, "Publish").click();
  await expect(page.getByText("The page was created.")).toBeVisible();
  await shows(`/pages/${slug}`, "Where we are");
  await button(page, "Archive").click();
  await expect(page.locator("main").getByText("Archived", { exact: true })).toBeVisible();
  await expect.poll(() => statusOf(`/pages/${slug}`), { timeout: 20_000 }).toBe(404);
});

test("a draft with a time is published at that time", async ({ page }) => {
  const { documentId, slug, title } = await newPage();
  await signIn(page, await newStaffMember("catalog"));
  await page.goto(`/admin/pages/${documentId}`);
  await page.getByLabel("Publish at").fill("2020-01-01T10:00");
  await button(page, "Save draft").click();
  await expect(complaint(page)).toContainText("Choose a time in the future.");
  await page.getByLabel("Publish at").fill("2099-01-01T10:00");
  await button(page, "Save draft").click();
  await expect(done(page, "Saved and scheduled.")).toBeVisible();
  await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
  const document = await Content.forStaff({ documentId });
  if (!document || !Content.isOf(document, "page")) throw new Error("The page is gone.");
  const publishAt = new Date(Date.now() + 2_000).toISOString();
  const { value, version: seen } = document;
  await Admin.saveContent({ kind: "page", documentId, value, seen, publishAt, ...by() });
  expect(await statusOf(`/pages/${slug}`)).toBe(404);
  await expect
    .poll(
      publishDue(() => statusOf(`/pages/${slug}`)),
      { timeout: 15_000 },
    )
    .toBe(200);
  await shows(`/pages/${slug}`, title);
});

/** Runs the job that publishes what is due, then looks. */
const publishDue =
  <Seen>(look: () => Promise<Seen>) =>
  async () => {
    await run("PublishSearch");
    return look();
  };

/** Gives the shop back the home page and the menus that it began with, and no announcement. */
async function reset() {
  const version = async (documentId: "home" | "menus" | "announcements") => {
    const document = await Content.forStaff({ documentId });
    return { seen: document?.version ?? 0, isLive: (document?.live ?? 0) > 0 };
  };
  const home = await version("home");
  if (home.isLive) await Admin.unpublishContent({ documentId: "home", seen: home.seen, ...by() });
  const value = await Content.firstHome();
  await Admin.saveContent({ kind: "home", value, seen: (await version("home")).seen, ...by() });
  const menus = { header: null, footer: null };
  await Admin.saveContent({
    kind: "menus",
    value: menus,
    seen: (await version("menus")).seen,
    publish: true,
    ...by(),
  });
  const none = { announcements: [] };
  const { seen } = await version("announcements");
  await Admin.saveContent({ kind: "announcements", value: none, seen, publish: true, ...by() });
}

const block = (page: Page, name: string) =>
  page.locator("main li").filter({ has: page.getByRole("heading", { name, exact: true }) });

test("a merchant arranges the home page, previews it, publishes it, and goes back", async ({
  page,
  browser,
}) => {
  test.slow(); // many steps
  await reset();
  const word = unique();
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/home");
  await expect(page.getByText("Shoppers see the home page that every shop begins with.")).toBeVisible();
  await button(page, "Add questions and answers").click();
  await expect(heading(page)).toHaveText("Questions and answers");
  await page.getByLabel("Title", { exact: true }).fill(`Asked ${word}`);
  await page.getByLabel("Question 1").fill("Do you deliver abroad?");
  await button(page, "Save draft").click();
  await expect(complaint(page)).toContainText("Enter an answer.");
  await expect(page.getByLabel("Question 1")).toHaveValue("Do you deliver abroad?");
  await page.getByLabel("Answer 1").fill("Yes, to **most** countries.");
  await button(page, "Save draft").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await page.goto("/admin/home");
  await button(page, "Add row of products").click();
  await page.getByLabel("Title", { exact: true }).fill(`Row ${word}`);
  await page.getByLabel("Products").selectOption({ label: "Category: Clothing" });
  await button(page, "Save draft").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await page.goto("/admin/home");
  const row = page.getByRole("list", { name: "Blocks" }).locator(":scope > li");
  await expect(row).toHaveCount(5);
  await row.nth(4).getByRole("button", { name: "Move up" }).click();
  await expect(row.nth(3)).toContainText(`Row ${word}`);
  await row.nth(1).getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(4);
  await row.nth(0).getByRole("link", { name: "Large title" }).click();
  await page.getByLabel("Title", { exact: true }).fill(`Welcome ${word}`);
  await page.getByLabel("The button leads to").selectOption({ label: "Another address…" });
  await page.getByLabel("Its address").fill("javascript:alert(1)");
  await button(page, "Save draft").click();
  await expect(complaint(page)).toContainText("begins with https:// or with /.");
  await page.getByLabel("Its address").fill("/pages/returns");
  await button(page, "Save draft").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await page.getByRole("link", { name: "Preview" }).click();
  await expect(heading(page)).toHaveText(`Welcome ${word}`);
  const shopper = await anotherShopper(browser);
  await shopper.goto("/");
  await expect(shopper.getByText(word)).toHaveCount(0);
  await page.getByRole("link", { name: "Back to editing" }).click();
  await button(page, "Publish now").click();
  await expect(done(page, "Published.")).toBeVisible();
  await shows("/", `Welcome ${word}`);
  await shopper.goto("/");
  await expect(heading(shopper)).toHaveText(`Welcome ${word}`);
  await expect(shopper.getByRole("heading", { name: `Row ${word}` })).toBeVisible();
  await expect(shopper.getByRole("link", { name: "See all" })).toHaveAttribute("href", "/category/clothing");
  await shopper.getByText("Do you deliver abroad?").click();
  await expect(shopper.getByText("Yes, to most countries.")).toBeVisible();
  expect(await shopper.content()).toContain('"@type":"FAQPage"');
  await expect(shopper.getByRole("main").getByRole("link", { name: /^Shop / })).toHaveAttribute(
    "href",
    "/pages/returns",
  );
  await button(page, "Show the first home page").click();
  await expect(page.getByText("Shoppers see the home page that every shop begins with.")).toBeVisible();
  await shows("/", `Welcome ${word}`, false);
  await shopper.context().close();
});

test("of two staff members who edit a block, the second sees the first's words; another block is no conflict", async ({
  page,
  browser,
}) => {
  await reset();
  await signIn(page, await newStaffMember("catalog"));
  const other = await staffMember(browser, await newStaffMember("catalog"));
  for (const one of [page, other]) await one.goto("/admin/home/welcome");
  await page.getByLabel("Title", { exact: true }).fill("Ada's shop");
  await button(page, "Save draft").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await other.getByLabel("Title", { exact: true }).fill("Grace's shop");
  await button(other, "Save draft").click();
  await expect(complaint(other)).toContainText("Another staff member has changed the home page");
  await expect(other.getByRole("row", { name: "Title Ada's shop Grace's shop" })).toBeVisible();
  await page.goto("/admin/home/featured");
  await page.getByLabel("Title", { exact: true }).fill("Our favorites");
  await button(page, "Save draft").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await button(other, "Save mine").click();
  await expect(done(other, "Draft saved.")).toBeVisible();
  await other.goto("/admin/home");
  await expect(block(other, "Large title")).toContainText("Grace's shop");
  await expect(block(other, "Row of products")).toContainText("Our favorites");
  await reset();
  await other.context().close();
});

test("a merchant arranges the header and the footer; both follow the shop again when that is chosen", async ({
  page,
  browser,
}) => {
  await reset();
  const word = unique();
  const made = await newPage({ publish: true });
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/menus");
  const header = page.locator("section").filter({ has: page.getByRole("heading", { name: "Header" }) });
  const labels = header.getByRole("textbox", { name: /^Label/ });
  const count = await labels.count();
  const second = await labels.nth(1).inputValue();
  await labels.nth(count - 2).fill(`Help ${word}`);
  await labels.nth(count - 1).fill("Care");
  await header.getByRole("combobox", { name: `Place ${count}` }).selectOption("2");
  await button(page, "Save draft of the header").click();
  await expect(header.getByText("Choose where it leads.")).toBeVisible();
  await header.getByRole("combobox", { name: `Link ${count}` }).selectOption({ label: made.title });
  await button(page, "Save draft of the header").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await shows("/", `Help ${word}`, false);
  await page.getByRole("link", { name: "Preview" }).click();
  await expect(page.getByRole("navigation", { name: "Main menu" })).toContainText(`Help ${word}`);
  await page.getByRole("link", { name: "Back to editing" }).click();
  await button(page, "Publish now").click();
  await expect(done(page, "Published.")).toBeVisible();
  await shows("/", `Help ${word}`);
  const shopper = await anotherShopper(browser);
  await shopper.goto("/");
  await shopper.getByRole("navigation", { name: "Main menu" }).getByText(`Help ${word}`).click();
  await shopper.getByRole("link", { name: "Care", exact: true }).click();
  await expect(heading(shopper)).toHaveText(made.title);
  await page.reload();
  await header.getByRole("button", { name: "Move row 2 up" }).click();
  await expect(header.getByRole("textbox", { name: "Label 1", exact: true })).toHaveValue(second);
  await button(page, "Save draft of the header").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await button(page, "Make the header automatic again").click();
  await expect(header).toContainText("The header shows all categories");
  await shows("/", `Help ${word}`);
  await button(page, "Publish now").click();
  await expect(done(page, "Published.")).toBeVisible();
  await shows("/", `Help ${word}`, false);
  await shopper.context().close();
});

test("an announcement begins and ends at its time, on every page", async ({ page }) => {
  test.slow(); // waits for its start and its end
  await reset();
  const text = `Free delivery ${unique()}`;
  await signIn(page, await newStaffMember("catalog"));
  await page.goto("/admin/announcements");
  await page.getByLabel("Text").fill(text);
  await page.getByLabel("Starts").fill("2099-01-02T10:00");
  await page.getByLabel("Ends").fill("2099-01-01T10:00");
  await button(page, "Save draft").click();
  await expect(complaint(page)).toContainText("The end must be after the start.");
  await expect(page.getByLabel("Text").first()).toHaveValue(text);
  await page.getByLabel("Ends").first().fill("2099-01-03T10:00");
  await button(page, "Save draft").click();
  await expect(done(page, "Draft saved.")).toBeVisible();
  await page.getByRole("link", { name: "Preview" }).click();
  await expect(page.getByText("Shoppers would see no announcement at this moment.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  await page.getByRole("link", { name: "Back to editing" }).click();
  await button(page, "Publish changes").click();
  await expect(done(page, "Published.")).toBeVisible();
  await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
  await shows("/", text, false);
  const document = await Content.forStaff({ documentId: "announcements" });
  const [startsAt, endsAt] = [2_000, 8_000].map((ms) => new Date(Date.now() + ms).toISOString());
  const value = { announcements: [{ text, link: "search", startsAt, endsAt }] };
  const seen = document?.version ?? 0;
  await Admin.saveContent({ kind: "announcements", value, seen, publish: true, ...by() });
  const shownOn = (path: string) => async () =>
    (await (await fetch(`${urls.shop}${path}`)).text()).includes(text);
  await expect.poll(publishDue(shownOn("/")), { timeout: 8_000 }).toBe(true);
  await expect.poll(publishDue(shownOn("/pages/terms")), { timeout: 6_000 }).toBe(true);
  await expect.poll(publishDue(shownOn("/")), { timeout: 15_000 }).toBe(false);
  await expect.poll(publishDue(shownOn("/pages/terms")), { timeout: 6_000 }).toBe(false);
});

test("support may not see pages, and a read-only staff member may not change them", async ({
  page,
  browser,
}) => {
  const { documentId } = await newPage();
  await signIn(page, await newStaffMember("support"));
  for (const path of [
    ...["/admin/pages", "/admin/pages/new", `/admin/pages/${documentId}`],
    ...["/admin/home", "/admin/menus", "/admin/announcements"],
    ...["/admin/preview/home", "/admin/preview/menus", "/admin/preview/announcements"],
  ])
    expect((await page.goto(path))?.status(), path).toBe(403);
  const reader = await staffMember(browser, await newStaffMember("read-only"));
  await reader.goto(`/admin/pages/${documentId}`);
  await expect(reader.getByLabel("Title", { exact: true })).toBeDisabled();
  await expect(reader.locator("main").getByRole("button", { disabled: false })).toHaveCount(0);
  expect((await reader.goto("/admin/pages/new"))?.status()).toBe(403);
  for (const path of ["/admin/home", "/admin/home/welcome", "/admin/menus", "/admin/announcements"]) {
    await reader.goto(path);
    await expect(reader.locator("main").getByRole("button", { disabled: false }), path).toHaveCount(0);
  }
  await reader.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a page is written, refused with its fields kept, published and found in the footer", async ({
    page,
  }) => {
    const title = `Visit ${unique()}`;
    await signIn(page, await newStaffMember("catalog"));
    await page.goto("/admin/pages/new");
    await page.getByLabel("Text", { exact: false }).first().fill("Come in.");
    await button(page, "Publish").click();
    await expect(page.getByText("Enter a title.").first()).toBeVisible();
    await expect(page.getByLabel("Text", { exact: false }).first()).toHaveValue("Come in.");
    await page.getByLabel("Title", { exact: true }).fill(title);
    await button(page, "Publish").click();
    await expect(heading(page)).toHaveText(title);
    await page.goto("/");
    await page.getByRole("contentinfo").getByRole("link", { name: title }).click();
    await expect(heading(page)).toHaveText(title);
  });
});

test.describe("the home page, menus and announcements without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("blocks are moved, a row of a menu too, and an announcement is saved", async ({ page }) => {
    await reset();
    const word = unique();
    await signIn(page, await newStaffMember("catalog"));
    await page.goto("/admin/home");
    await block(page, "Categories").getByRole("button", { name: "Move down" }).click();
    await expect(page.getByRole("list", { name: "Blocks" }).locator(":scope > li").nth(2)).toContainText(
      "Categories",
    );
    await button(page, "Add text").click();
    await page.getByLabel("Text", { exact: false }).first().fill(`Hello **${word}**`);
    await button(page, "Save draft").click();
    await expect(page.getByText("Draft saved.")).toBeVisible();
    await page.goto("/admin/preview/home");
    await expect(page.getByText(word)).toBeVisible();
    await page.goto("/admin/menus");
    const first = page.getByRole("textbox", { name: "Label 1", exact: true }).first();
    const second = await page.getByRole("textbox", { name: "Label 2", exact: true }).first().inputValue();
    await page.getByRole("button", { name: "Move row 2 up" }).first().click();
    await expect(first).toHaveValue(second);
    await page.goto("/admin/announcements");
    await page.getByLabel("Text").fill(`News ${word}`);
    await button(page, "Publish changes").click();
    await expect(page.getByText("Shown now")).toBeVisible();
    await shows("/", `News ${word}`);
    await reset();
  });
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the pages of content, and none scrolls sideways (${colorScheme})`, async ({
    page,
  }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const { documentId } = await newPage({ publish: true });
    await signIn(page, await newStaffMember("catalog"));
    const paths = [
      ...["/", "/pages/terms", "/pages/faq", "/admin/pages", "/admin/pages/new"],
      ...["/admin/home", "/admin/home/welcome", "/admin/home/history", "/admin/preview/home"],
      ...["/admin/menus", "/admin/announcements", "/admin/preview/menus", "/admin/preview/announcements"],
      ...[`/admin/pages/${privacy}`, `/admin/pages/${documentId}/history`, `/admin/preview/pages/${privacy}`],
    ];
    for (const path of paths) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(path);
      await expect(heading(page)).toBeVisible();
      await examine(page, `${path} 1280`, colorScheme);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await fitsScreen(page, `${path} ${width}`);
      }
      await examine(page, `${path} 390`, colorScheme);
    }
  });
