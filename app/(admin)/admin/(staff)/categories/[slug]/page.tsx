import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Catalog, type Category } from "@securecart/core/catalog";
import { RichText } from "@securecart/core/rich-text";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { controlClasses } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { recentPictures } from "#app/(admin)/admin/_parts/picked-picture";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { deleteCategory, moveProducts } from "../actions";
import { CategoryForm } from "../category-form";
import { parentsFor } from "../parents";

export const metadata: Metadata = { title: "Category" };

type Props = PageProps<"/admin/categories/[slug]">;

/** Renders a category with its form, its products' way to another one, and its end. */
export default async function CategoryPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { roles } = await requireStaff({ may: "catalog.read", from: `/admin/categories/${slug}` });
  const [all, recent, { created }] = await Promise.all([
    Catalog.allCategories(),
    recentPictures(),
    searchParams,
  ]);
  const category = all.find((one) => one.slug === slug) ?? notFound();
  const mayEdit = Staff.may(roles, "catalog.edit");
  const isShown = Catalog.trailOf(all, slug).every(({ status }) => status === "active");
  const { image, version, ...row } = category;
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl wrap-anywhere">{category.name}</h1>
        {isShown ? <Badge tone="good">Active</Badge> : <Badge>Hidden</Badge>}
        <div className="flex flex-wrap items-center gap-x-4 md:ml-auto">
          {isShown && (
            <Link href={`/category/${category.address}`} className="text-link">
              View in shop
            </Link>
          )}
          {mayEdit && Catalog.trailOf(all, slug).length < Catalog.mostLevels && (
            <Link href={`/admin/categories/new?in=${slug}`} className="text-link">
              Add a category in it
            </Link>
          )}
        </div>
      </div>
      {created === "1" && (
        <Notice tone="good" role="status" className="mb-4">
          The category was created. Choose it on the page of a product to put products in it.
        </Notice>
      )}
      <CategoryForm
        slug={slug}
        version={version}
        requestId={randomUUID()}
        values={{
          name: row.name,
          address: row.address,
          parent: row.parent,
          description: RichText.toMarkdown(row.description),
          status: row.status,
          seoTitle: row.seoTitle ?? "",
          seoDescription: row.seoDescription ?? "",
        }}
        image={image.key ? image : null}
        recent={recent}
        parents={parentsFor(all, slug)}
        mayEdit={mayEdit}
      />
      {mayEdit && <End category={category} all={all} />}
    </>
  );
}

/** Renders how to move the products of a category to another one, and how to delete it. */
async function End({ category: { slug }, all }: { category: Category; all: Category[] }) {
  const count = await Admin.productCount(slug);
  const others = all.filter((one) => one.slug !== slug);
  const hasChildren = Catalog.childrenOf(all, slug).length > 0;
  return (
    <div className="mt-8 grid gap-6 md:grid-cols-2">
      {count > 0 && (
        <Panel title={count === 1 ? "1 product" : `${count} products`}>
          {others.length === 0 ? (
            <p className="text-muted">Add another category to move them to.</p>
          ) : (
            <ActionForm
              action={moveProducts}
              hidden={{ slug, requestId: randomUUID() }}
              button="Move products"
              look="quiet"
            >
              <label className="grid gap-1">
                <span className="font-medium">Move them to</span>
                <select name="to" defaultValue={others[0]?.slug} className={controlClasses}>
                  {others.map((one) => (
                    <option key={one.slug} value={one.slug}>
                      {Catalog.pathOf(all, one.slug)}
                    </option>
                  ))}
                </select>
              </label>
            </ActionForm>
          )}
        </Panel>
      )}
      <Panel title="Delete">
        {count > 0 || hasChildren ? (
          <p className="text-muted">
            {count > 0
              ? "Move its products to another category first, or hide it."
              : "Move or delete the categories in it first, or hide it."}
          </p>
        ) : (
          <ActionForm
            action={deleteCategory}
            hidden={{ slug, requestId: randomUUID() }}
            button="Delete category"
            look="quiet"
          />
        )}
      </Panel>
    </div>
  );
}
