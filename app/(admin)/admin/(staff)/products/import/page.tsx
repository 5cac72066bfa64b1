import { randomUUID } from "node:crypto";
import { Staff } from "@securecart/core/staff";
import { type Import, Transfer } from "@securecart/core/transfer";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { UploadForm } from "./upload-form";
import { stateNames } from "./words";

export const metadata: Metadata = { title: "Import products" };

const columns = [
  { label: "File" },
  { label: "State" },
  { label: "New", right: true },
  { label: "Changed", right: true },
  { label: "Refused", right: true },
  { label: "Uploaded", wide: true },
];

/** Renders the form for a file of products, and the latest imports. */
export default async function ImportPage({ searchParams }: PageProps<"/admin/products/import">) {
  const { roles } = await requireStaff({ may: "catalog.read", from: "/admin/products/import" });
  const { problem } = await searchParams;
  const imports = await Transfer.latest();
  const mayEdit = Staff.may(roles, "catalog.edit");
  return (
    <>
      <Title>Import products</Title>
      {typeof problem === "string" && problem && (
        <Notice tone="bad" role="alert" className="mb-4 max-w-2xl">
          {problem.slice(0, 300)}
        </Notice>
      )}
      {mayEdit && (
        <UploadForm requestId={randomUUID()} mostBytes={Transfer.mostBytes} partBytes={Transfer.partBytes} />
      )}
      <h2 className="mt-10 mb-3 text-xl">Latest imports</h2>
      {imports.length > 0 ? (
        <Table caption="Latest imports" columns={columns}>
          {imports.map((row) => (
            <Row key={row.importId} row={row} />
          ))}
        </Table>
      ) : (
        <Empty>Nothing has been imported in the last 90 days.</Empty>
      )}
    </>
  );
}

function Row({ row }: { row: Import }) {
  const { label, tone } = stateNames[row.state];
  const counts = ["uploaded", "checking", "checked", "uploading"].includes(row.state)
    ? row.checked
    : row.counts;
  return (
    <tr>
      <Cell className="break-all">
        <Link href={`/admin/products/import/${row.importId}`} className="text-link font-medium">
          {row.fileName}
        </Link>
      </Cell>
      <Cell>
        <Badge tone={tone}>{label}</Badge>
      </Cell>
      <Cell right>{counts.created}</Cell>
      <Cell right>{counts.changed}</Cell>
      <Cell right>{counts.refused}</Cell>
      <Cell wide>
        <When at={row.createdAt} />
      </Cell>
    </tr>
  );
}
