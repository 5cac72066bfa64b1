import { Content, type ListedPage, type Words } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { ContentBadge } from "../content/status-badge";

export const metadata: Metadata = { title: "Pages" };

const columns = [
  { label: "Page" },
  { label: "Status" },
  { label: "To fill in", right: true, wide: true },
  { label: "Saved", wide: true },
];

/** Renders all pages: those of the merchant, and those that every shop needs. */
export default async function PagesPage({ searchParams }: PageProps<"/admin/pages">) {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/pages" });
  const showsArchived = (await searchParams).archived === "1";
  const [all, words] = await Promise.all([Content.pages(), Content.currentWords()]);
  const shown = all.filter(({ isArchived }) => isArchived === showsArchived);
  const archived = all.filter(({ isArchived }) => isArchived).length;
  return (
    <>
      <Title aside={Staff.may(roles, "content.edit") && <Add />}>
        {showsArchived ? "Archived pages" : "Pages"}
      </Title>
      <p className="-mt-4 mb-6 max-w-prose text-muted">
        {showsArchived
          ? "Archived pages are not in the shop. Open one to restore it."
          : "Every shop needs the pages below from “Shipping” on. They are drafts with marked places: fill them in, have the legal ones checked, and publish them."}
      </p>
      <Table caption="Pages" columns={columns}>
        {shown.map((page) => (
          <Row key={page.documentId} page={page} words={words} />
        ))}
      </Table>
      {(archived > 0 || showsArchived) && (
        <p className="mt-6">
          <Link href={showsArchived ? "/admin/pages" : "/admin/pages?archived=1"} className="text-link">
            {showsArchived ? "Pages in use" : `Archived pages (${archived})`}
          </Link>
        </p>
      )}
    </>
  );
}

const Add = () => (
  <Link href="/admin/pages/new" className={buttonClasses()}>
    Add page
  </Link>
);

function Row({ page, words }: { page: ListedPage; words: Words }) {
  const { documentId, title, slug, editedAt, editor, needs } = page;
  const open = Content.openOf(needs, words).length;
  return (
    <tr>
      <Cell>
        <Link href={`/admin/pages/${documentId}`} className="text-link font-medium">
          {title}
        </Link>
        <span className="block text-sm break-all text-muted md:ml-3 md:inline">/pages/{slug}</span>
        {open > 0 && <span className="block text-sm md:hidden">{open} to fill in</span>}
      </Cell>
      <Cell>
        <ContentBadge {...page} />
      </Cell>
      <Cell wide right>
        {open > 0 ? open : <span className="text-muted">–</span>}
      </Cell>
      <Cell wide className="text-sm text-muted">
        {editedAt ? (
          <>
            <When at={editedAt} /> {editor?.replace(/^staff:/, "")}
          </>
        ) : (
          "Not yet"
        )}
      </Cell>
    </tr>
  );
}
