import type { Admin } from "@securecart/core/admin";
import type { Image } from "@securecart/core/media";

type Fields = Omit<Parameters<typeof Admin.createCategory>[0], "actor" | "requestId">;

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
