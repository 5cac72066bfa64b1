import type { Content, Kind } from "@securecart/core/order-email";
import { expect, test } from "vitest";
import { composeInvitation, composeOrder } from "./index";
import { buttonOf, orderText } from "./order-text";

const kinds = Object.keys(orderText) as Kind[];
const look = {
  colors: { light: { accent: "#7a3b12", on: "#ffffff" }, dark: { accent: "#e8b48f", on: "#0f0f0e" } },
  logo: null,
};

const content = (kind: Kind, more: Partial<Content> = {}): Content => ({
  kind,
  shop: "The Shop",
  look,
  number: "SC-01HZX3Q4",
  name: "Ada Lovelace",
  link: "https://shop.example/orders/one?a=1&b=2",
  rows: [
    { label: "2 × Stoneware mug – Green", value: "$50.00", look: "plain" },
    { label: "Spring sale (SPRING)", value: "−$5.00", look: "plain" },
    { label: "Total", value: "$45.00", look: "total" },
  ],
  total: "$45.00",
  refunded: "$12.00",
  paidBy: null,
  canceled: { now: "$45.00", before: null, wasCharged: true },
  shipment: { carrier: "Pigeon Post", tracking: "PP-1" },
  returned: { items: ["1 × Stoneware mug"], answer: "Use the label in the box." },
  why: null,
  cause: "The goods were gone.",
  words: null,
  ...more,
});

test.each(kinds)("%s is complete in HTML and in plain text", async (kind) => {
  const { subject, html, text } = await composeOrder(content(kind));
  const words = orderText[kind](content(kind));
  const { heading, paragraphs, listed } = words;
  const { label: button } = buttonOf(content(kind), words);
  expect(subject).toContain("SC-01HZX3Q4");
  expect(html).toMatch(/<html[^>]* lang="en"/);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).toContain('href="https://shop.example/orders/one?a=1&amp;b=2"');
  for (const part of [heading, "Hello Ada Lovelace,", ...paragraphs, button, "The Shop"]) {
    expect(html).toContain(part);
    expect(text).toContain(part);
  }
  expect(text).toContain("https://shop.example/orders/one?a=1&b=2");
  expect(html.includes("2 × Stoneware mug – Green")).toBe(listed);
  expect(/Spring sale \(SPRING\) +−\$5\.00/.test(text)).toBe(listed);
});

test.each(kinds)("%s loads nothing from elsewhere", async (kind) => {
  const { html } = await composeOrder(content(kind));
  expect(html).not.toMatch(/\bsrc=|url\(|@import|<link|<script/);
});

test("a hostile name is only ever text", async () => {
  const name = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
  const row = { label: `1 × ${name}`, value: "$1.00", look: "plain" as const };
  const { html, text } = await composeOrder(
    content("shipped", { name, shop: name, rows: [row], shipment: { carrier: name, tracking: name } }),
  );
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img src=x");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(text).toContain(`Hello ${name},`);
});

test("an order without payment is neither called authorized nor received", async () => {
  expect((await composeOrder(content("received", { total: null }))).text).not.toContain("authorized");
  expect((await composeOrder(content("paid", { total: null }))).text).toContain("There is nothing to pay");
});

test("a parcel without a tracking number or a carrier is still announced", async () => {
  const { text } = await composeOrder(content("shipped", { shipment: null }));
  expect(text).toContain("We handed your order to the carrier.");
  expect(text).not.toContain("tracking number");
});

test("an invitation names the shop and the roles, and has its link in HTML and in plain text", async () => {
  const link = "https://shop.example/admin/invitation/AbC-1_2";
  const { subject, html, text } = await composeInvitation({
    email: "ada@example.com",
    roles: ["support", "warehouse"],
    link,
    shop: "The Shop",
    look,
    days: 3,
  });
  expect(subject).toBe("Your invitation to the admin of The Shop");
  expect(html).toContain(`href="${link}"`);
  for (const part of [link, "as support and warehouse", "once, for 3 days"]) expect(text).toContain(part);
  expect(html).not.toMatch(/\bsrc=|url\(|@import|<link|<script/);
});

test("an email has the accent color and the logo of the shop, and its name where no pictures are shown", async () => {
  const logo = { src: "https://shop.example/images/media/logo-640.webp", width: 120, height: 40 };
  const plain = await composeOrder(content("paid"));
  expect(plain.html).toContain("background-color:#7a3b12");
  expect(plain.html).toContain(
    ".button { background-color: #e8b48f !important; color: #0f0f0e !important; }",
  );
  const { html, text } = await composeOrder(content("paid", { look: { ...look, logo } }));
  expect(html).toMatch(
    /<img[^>]* src="https:\/\/shop\.example\/images\/media\/logo-640\.webp"[^>]* alt="The Shop"/,
  );
  expect(text).toMatch(/^The Shop\n/);
  expect(text).not.toContain("logo-640");
});
