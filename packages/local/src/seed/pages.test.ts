import "@securecart/core/test/links";
import { Content, defaultPages } from "@securecart/core/content";
import { RichText } from "@securecart/core/rich-text";
import { expect, test } from "vitest";
import { completed } from "./pages";

test("the sample shop fills in every marked place of its pages, and no sentence is left empty", () => {
  expect(defaultPages).toHaveLength(Content.defaultKeys.length);
  for (const { key, value } of defaultPages) {
    const page = completed(key, value);
    expect(Content.needsOf(page), key).toEqual({ marks: [], words: [] });
    expect(RichText.plain(page.body), key).not.toMatch(/\[|\{| \.|\.\.|undefined/);
  }
});
