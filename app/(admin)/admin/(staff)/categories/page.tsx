import { randomUUID } from "node:crypto";
import { Catalog, type Category } from "@securecart/core/catalog";
import { Search } from "@securecart/core/search";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { RowPicture } from "#app/(admin)/admin/_parts/row-picture";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { MoveForm } from "./move-form";

export const metadata: Metadata = { title: "Categories" };

const create = "/admin/categories/new";

/** Lists the tree of categories. One request; the numbers of products come from the search index. */
export default async function CategoriesPage({ searchParams }: PageProps<"/admin/categories">) {
  const { roles } = await requireStaff({ may: "catalog.read", from: "/admin/categories" });
  const [all, counts] = await Promise.all([Catalog.allCategories(), Search.categoryCounts()]);
  const mayEdit = Staff.may(roles, "catalog.edit");
  const isDeleted = (await searchParams).done === "deleted";
  const columns = [
    { label: "Category" },
    { label: "Status" },
    { label: "Products", right: true, wide: true },
    ...(mayEdit ? [{ label: "Order", right: true }] : []),
  ];
  return (
    <>
      <Title
        aside={
          mayEdit && (
            <Link href={create} className={buttonClasses("primary")}>
              Add category
            </Link>
          )
        }
      >
        Categories
      </Title>
      {isDeleted && (
        <Notice tone="good" role="status" className="mb-4">
          The category was deleted.
        </Notice>
      )}
      {all.length > 0 ? (
        <MoveForm requestId={randomUUID()}>
          <Table caption="Categories" columns={columns}>
            {all.map((category) => (
              <Row
                key={category.slug}
                all={all}
                category={category}
                count={counts.get(category.slug) ?? 0}
                mayEdit={mayEdit}
              />
            ))}
          </Table>
        </MoveForm>
      ) : (
        <Empty {...(mayEdit && { next: { href: create, label: "Add the first category" } })}>
          There are no categories yet. They are the menu of the shop: “Kitchen”, and in it “Mugs” and “Pans”.
        </Empty>
      )}
    </>
  );
}

const indents = ["", "pl-6", "pl-12", "pl-18"];

type RowProps = { all: Category[]; category: Category; count: number; mayEdit: boolean };

function Row({ all, category, count, mayEdit }: RowProps) {
  const { slug, name, address, image, status, parent } = category;
  const trail = Catalog.trailOf(all, slug);
  const siblings = Catalog.childrenOf(all, parent);
  const at = siblings.indexOf(category);
  const isInHidden = trail.slice(0, -1).some((above) => above.status === "hidden");
  return (
    <tr>
      <Cell>
        <div className={`flex items-center gap-3 ${indents[trail.length - 1] ?? ""}`}>
          <RowPicture image={image} />
          <div className="min-w-0">
            <Link href={`/admin/categories/${slug}`} className="text-link font-medium wrap-anywhere">
              {name}
            </Link>
            <span className="ml-2 hidden text-sm text-muted md:inline">/{address}</span>
          </div>
        </div>
      </Cell>
      <Cell>
        {status === "hidden" ? (
          <Badge>Hidden</Badge>
        ) : isInHidden ? (
          <Badge>In a hidden one</Badge>
        ) : (
          <Badge tone="good">Active</Badge>
        )}
      </Cell>
      <Cell wide right>
        {count}
      </Cell>
      {mayEdit && (
        <Cell right className="whitespace-nowrap">
          <MoveButton to="up" slug={slug} name={name} isOff={at === 0} />
          <MoveButton to="down" slug={slug} name={name} isOff={at === siblings.length - 1} />
        </Cell>
      )}
    </tr>
  );
}

type MoveButtonProps = { to: "up" | "down"; slug: string; name: string; isOff: boolean };

const MoveButton = ({ to, slug, name, isOff }: MoveButtonProps) => (
  <button
    type="submit"
    name="move"
    value={`${to}:${slug}`}
    disabled={isOff}
    aria-label={`Move ${name} ${to}`}
    className="ml-1 inline-flex size-9 items-center justify-center rounded-control border border-edge bg-surface hover:border-ink disabled:border-line disabled:text-muted"
  >
    <span aria-hidden="true">{to === "up" ? "↑" : "↓"}</span>
  </button>
);
