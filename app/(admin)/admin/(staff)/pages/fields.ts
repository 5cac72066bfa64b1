import type { FieldLabels } from "../content/conflict";

/** Values of the form of a page, by the names of its fields. */
export type PageValues = {
  title: string;
  slug: string;
  body: string;
  seoTitle: string;
  seoDescription: string;
  publishAt: string;
};

export const fieldLabels: FieldLabels & Record<keyof PageValues, string> = {
  title: "Title",
  slug: "Address",
  body: "Text",
  seoTitle: "SEO title",
  seoDescription: "SEO description",
  publishAt: "Publish at",
};
