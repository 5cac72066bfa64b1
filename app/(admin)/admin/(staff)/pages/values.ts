import type { PageValue } from "@securecart/core/content";
import { RichText } from "@securecart/core/rich-text";
import type { PageValues } from "./fields";

export const emptyPage: PageValues = {
  title: "",
  slug: "",
  body: "",
  seoTitle: "",
  seoDescription: "",
  publishAt: "",
};

/** Returns a page as its form shows it. Marks are written without the backslash that Markdown does not need there. */
export const valuesOf = (page: PageValue, publishAt: string): PageValues => ({
  title: page.title,
  slug: page.slug,
  body: RichText.toMarkdown(page.body).replaceAll("\\[Fill in:", "[Fill in:"),
  seoTitle: page.seoTitle,
  seoDescription: page.seoDescription,
  publishAt,
});
