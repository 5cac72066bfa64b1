import { randomUUID } from "node:crypto";
import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import { Money } from "@securecart/core/money";
import { RichText } from "@securecart/core/rich-text";
import { mostChosen } from "@securecart/core/search";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { recentPictures } from "#app/(admin)/admin/_parts/picked-picture";
import { CollectionForm } from "../collection-form";
import { formConditions } from "../condition-fields";
import { named, previewOf } from "../read";
import { StatusBadge } from "../status-badge";

export const metadata: Metadata = { title: "Collection" };

type Props = PageProps<"/admin/collections/[collectionId]">;

/** Renders a collection with its form. Three requests; one more for chosen products that the index does not know. */
export default async function CollectionPage({ params, searchParams }: Props) {
  const { collectionId } = await params;
  const { roles } = await requireStaff({ may: "catalog.read", from: `/admin/collections/${collectionId}` });
  if (!Id.schema("collection").safeParse(collectionId).success) notFound();
  const [row, all, recent, { created }] = await Promise.all([
    Collection.find({ collectionId }),
    Catalog.allCategories(),
    recentPictures(),
    searchParams,
  ]);
  if (!row) notFound();
  const [chosen, preview] = await Promise.all([named(row.productIds), previewOf(row, all)]);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl wrap-anywhere">{row.name}</h1>
        <StatusBadge status={row.status} />
        {row.status === "active" && (
          <Link href={`/collection/${row.slug}`} className="text-link md:ml-auto">
            View in shop
          </Link>
        )}
      </div>
      {created === "1" && row.version === 1 && (
        <Notice tone="good" role="status" className="mb-4">
          The collection was created.
        </Notice>
      )}
      <CollectionForm
        collectionId={collectionId}
        version={row.version}
        requestId={randomUUID()}
        values={{
          name: row.name,
          slug: row.slug,
          status: row.status,
          description: RichText.toMarkdown(row.description),
          sort: row.sort,
          seoTitle: row.seoTitle ?? "",
          seoDescription: row.seoDescription ?? "",
          kind: row.rule ? "rule" : "manual",
          match: row.rule?.match ?? "all",
        }}
        conditions={(row.rule?.conditions ?? []).flatMap((one) => formConditions(one, Money.decimal))}
        chosen={chosen}
        preview={preview}
        image={row.image.key ? row.image : null}
        recent={recent}
        categories={all.map(({ slug }) => ({ value: slug, label: Catalog.pathOf(all, slug) }))}
        currencies={await Shop.currencies()}
        most={mostChosen}
        mayEdit={Staff.may(roles, "catalog.edit")}
      />
    </>
  );
}
