import type { Admin } from "@securecart/core/admin";
import { longestCategoryText } from "@securecart/core/catalog";
import type { Image } from "@securecart/core/media";

type Fields = Omit<Parameters<typeof Admin.createCategory>[0], "actor" | "requestId">;

/** Longest value that is shown again, in characters. */
const longestShown = longestCategoryText + 1_000;

/** Returns what was typed, to show it again. */
export const typed = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$") ? [[name, value.slice(0, longestShown)]] : [],
    ),
  );

/** Reads the fields of a category from its form. */
export function readFields(form: FormData, image: Image | null): Fields {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    name: text("name"),
    address: text("address").trim(),
    parent: text("parent"),
    description: text("description"),
    status: text("status") === "hidden" ? "hidden" : "active",
    seoTitle: text("seoTitle"),
    seoDescription: text("seoDescription"),
    image,
  };
}
