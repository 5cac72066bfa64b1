import { randomUUID } from "node:crypto";
import { Catalog } from "@securecart/core/catalog";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { recentPictures } from "#app/(admin)/admin/_parts/picked-picture";
import { Title } from "#app/(admin)/admin/_parts/title";
import { CategoryForm } from "../category-form";
import { parentsFor } from "../parents";

export const metadata: Metadata = { title: "Add category" };

const empty = {
  name: "",
  address: "",
  parent: "",
  description: "",
  status: "active",
  seoTitle: "",
  seoDescription: "",
};

/** Renders the form of a new category, inside the one that the URL names. */
export default async function NewCategoryPage({ searchParams }: PageProps<"/admin/categories/new">) {
  await requireStaff({ may: "catalog.edit", from: "/admin/categories/new" });
  const [all, recent, query] = await Promise.all([Catalog.allCategories(), recentPictures(), searchParams]);
  const parents = parentsFor(all, "");
  const inside = parents.find(({ value }) => value === query.in)?.value ?? "";
  return (
    <>
      <Title>Add category</Title>
      <CategoryForm
        slug=""
        version={0}
        requestId={randomUUID()}
        values={{ ...empty, parent: inside }}
        image={null}
        recent={recent}
        parents={parents}
        mayEdit
      />
    </>
  );
}
