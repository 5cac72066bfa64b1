import type { AccountContent, Kind } from "@securecart/core/account-email";
import { expect, test } from "vitest";
import { accountText } from "./account-text";
import { composeAccount } from "./index";

const kinds = Object.keys(accountText) as Kind[];
const look = {
  colors: { light: { accent: "#7a3b12", on: "#ffffff" }, dark: { accent: "#e8b48f", on: "#0f0f0e" } },
  logo: null,
};

const content = (kind: Kind, more: Partial<AccountContent> = {}): AccountContent => ({
  kind,
  shop: "The Shop",
  look,
  to: "ada@example.com",
  name: "Ada Lovelace",
  code: "204618",
  link: "https://shop.example/reset/one?a=1&b=2",
  at: "2026-11-21T16:39:00.000Z",
  device: "Firefox on Linux",
  isStaff: false,
  product: "Stoneware mug",
  price: "$19.00",
  stop: "https://shop.example/alerts/one",
  words: null,
  ...more,
});

test.each(["back_in_stock", "price_drop"] as const)(
  "%s has a link that ends further emails",
  async (kind) => {
    const { html, text } = await composeAccount(content(kind));
    expect(html).toContain('href="https://shop.example/alerts/one"');
    expect(text).toContain("https://shop.example/alerts/one");
  },
);

test.each(kinds)(
  "%s is complete in HTML and in plain text, and loads nothing from elsewhere",
  async (kind) => {
    const { subject, html, text } = await composeAccount(content(kind));
    const { heading, paragraphs, button, foot } = accountText[kind](content(kind));
    expect(subject).toContain("The Shop");
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const part of [heading, ...paragraphs, foot]) expect(text.replace(/\s+/g, " ")).toContain(part);
    expect(text).toContain("204618");
    expect(text.includes("https://shop.example/reset/one?a=1&b=2")).toBe(button !== undefined);
    expect(html).not.toMatch(/\bsrc=|url\(|@import|<link|<script/);
  },
);

test("a hostile name is only ever text, and an email without a name has no greeting", async () => {
  const name = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
  const { html } = await composeAccount(content("sign_up", { name }));
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img src=x");
  expect((await composeAccount(content("sign_in", { name: null }))).text).not.toContain("Hello");
});

test("an email about a change says when and where it was made, and what to do if it was someone else", async () => {
  const { subject, text } = await composeAccount(content("passkey_added"));
  expect(subject).toBe("A passkey was added to your account – The Shop");
  expect(text).toContain("When: November 21, 2026 at 4:39 PM UTC. Where: Firefox on Linux.");
  expect(text).toContain("choose a new password at once");
  const staff = await composeAccount(content("factors_forgotten", { isStaff: true, device: null }));
  expect(staff.text).toContain("By whom: the owners of The Shop.");
  expect(staff.text).toContain("tell an owner of The Shop at once");
  const left = await composeAccount(content("email_left"));
  expect(left.text, "the former address has no password to change").not.toContain("new password");
});
