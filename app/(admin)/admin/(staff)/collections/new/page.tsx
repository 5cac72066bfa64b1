import { randomUUID } from "node:crypto";
import { Catalog } from "@securecart/core/catalog";
import { mostChosen } from "@securecart/core/search";
import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { recentPictures } from "#app/(admin)/admin/_parts/picked-picture";
import { Title } from "#app/(admin)/admin/_parts/title";
import { CollectionForm } from "../collection-form";

export const metadata: Metadata = { title: "Create collection" };

const values = {
  ...{
    name: "",
    slug: "",
    status: "active",
    description: "",
    sort: "manual",
    seoTitle: "",
    seoDescription: "",
  },
  ...{ kind: "manual", match: "all" },
};

export default async function NewCollectionPage() {
  await requireStaff({ may: "catalog.edit", from: "/admin/collections/new" });
  const [all, recent] = await Promise.all([Catalog.allCategories(), recentPictures()]);
  return (
    <>
      <Title>Create collection</Title>
      <CollectionForm
        collectionId=""
        version={0}
        requestId={randomUUID()}
        values={values}
        conditions={[]}
        chosen={[]}
        preview={null}
        image={null}
        recent={recent}
        categories={all.map(({ slug }) => ({ value: slug, label: Catalog.pathOf(all, slug) }))}
        currencies={await Shop.currencies()}
        most={mostChosen}
        mayEdit
      />
    </>
  );
}
