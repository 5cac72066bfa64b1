import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireSignedIn } from "#app/_lib/staff-session";
import { findAnything } from "#app/(admin)/admin/_parts/find-anything";
import { FindForm } from "#app/(admin)/admin/_parts/find-form";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";

export const metadata: Metadata = { title: "Search" };

/** Finds pages, orders and products of the admin: the same as the palette, as a page. */
export default async function AdminSearchPage({ searchParams }: PageProps<"/admin/search">) {
  const staff = await requireSignedIn({ from: "/admin/search" });
  const { q } = await searchParams;
  const words = typeof q === "string" ? q.trim().slice(0, 200) : "";
  const groups = await findAnything(staff, words);
  return (
    <>
      <Title
        aside={
          <FindForm
            action="/admin/search"
            label="Search the admin"
            placeholder="Page, order, email, SKU or product"
            value={words}
          />
        }
      >
        {words ? `Results for “${words}”` : "Search"}
      </Title>
      {groups.length === 0 && (
        <Empty>Nothing was found. Orders are found by their number or the customer's email address.</Empty>
      )}
      <div className="grid max-w-3xl gap-6">
        {groups.map(({ name, items }) => (
          <Panel key={name} title={name}>
            <ul className="divide-y divide-line">
              {items.map(({ href, name: title, hint }) => (
                <li key={href} className="flex min-h-11 flex-wrap items-center gap-x-3">
                  <Link href={href} className="text-link font-medium">
                    {title}
                  </Link>
                  <span className="text-sm text-muted">{hint}</span>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </>
  );
}
