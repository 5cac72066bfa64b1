import type { AccountNews, Kind } from "@securecart/core/letter";
import { expect, test } from "vitest";
import { composeAccount } from "./account";
import { accountLetters } from "./account-letters";

const kinds = Object.keys(accountLetters) as Kind[];

const news = (kind: Kind, more: Partial<AccountNews> = {}): AccountNews => ({
  kind,
  shop: "The Shop",
  to: "ada@example.com",
  name: "Ada Lovelace",
  code: "204618",
  link: "https://shop.example/reset/one?a=1&b=2",
  ...more,
});

test.each(kinds)(
  "%s is a whole letter in HTML and in text, and loads nothing from anywhere",
  async (kind) => {
    const { subject, html, text } = await composeAccount(news(kind));
    const { heading, paragraphs, button, foot } = accountLetters[kind](news(kind));
    expect(subject).toContain("The Shop");
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const part of [heading, ...paragraphs, foot]) expect(text.replace(/\s+/g, " ")).toContain(part);
    expect(text).toContain("204618");
    expect(text.includes("https://shop.example/reset/one?a=1&b=2")).toBe(button !== undefined);
    expect(html).not.toMatch(/\bsrc=|url\(|@import|<link|<script/);
  },
);

test("a hostile name is only ever text, and a letter without a name greets nobody", async () => {
  const name = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
  const { html } = await composeAccount(news("sign_up", { name }));
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img src=x");
  expect((await composeAccount(news("sign_in", { name: null }))).text).not.toContain("Hello");
});
