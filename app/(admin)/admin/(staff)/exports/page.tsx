import { randomUUID } from "node:crypto";
import { type Export, Transfer } from "@securecart/core/transfer";
import type { Metadata } from "next";
import { Badge } from "#app/_components/ui/badge";
import { settings } from "#app/_lib/cached";
import { requireSignedIn } from "#app/_lib/staff-session";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { Watch } from "#app/(admin)/admin/_parts/watch";
import { When } from "#app/(admin)/admin/_parts/when";
import { ExportForm } from "./export-form";
import { kindNames, sizeOf, versionOf } from "./words";

export const metadata: Metadata = { title: "Exports" };

const columns = [
  { label: "Export" },
  { label: "Begun" },
  { label: "Rows", right: true, wide: true },
  { label: "Size", right: true, wide: true },
  { label: "Asked for by", wide: true },
  { label: "File", right: true },
];

/** Renders the form for an export, and the files of the last week that the staff member may download. */
export default async function ExportsPage({ searchParams }: PageProps<"/admin/exports">) {
  const staff = await requireSignedIn({ from: "/admin/exports" });
  const { kind } = await searchParams;
  const kinds = Transfer.kindsFor(staff);
  const rows = await Transfer.latestExports(kinds);
  const isRunning = rows.some(({ state }) => state === "running");
  const chosen = kinds.find((one) => one === kind) ?? kinds[0] ?? "";
  return (
    <>
      <Title>Exports</Title>
      {isRunning && (
        <>
          <Watch url="/api/admin/exports/version" version={versionOf(rows)} />
          <noscript>
            <meta httpEquiv="refresh" content="3" />
          </noscript>
        </>
      )}
      <ExportForm
        requestId={randomUUID()}
        kinds={kinds.map((one) => ({ value: one, label: kindNames[one] }))}
        chosen={chosen}
        zone={(await settings("time")).zone}
      />
      <h2 className="mt-10 mb-3 text-xl">Files of the last week</h2>
      {rows.length > 0 ? (
        <Table caption="Exports" columns={columns}>
          {rows.map((row) => (
            <Row key={row.exportId} row={row} />
          ))}
        </Table>
      ) : (
        <Empty>Nothing was exported in the last week.</Empty>
      )}
    </>
  );
}

function Row({ row }: { row: Export }) {
  const { exportId, kind, state, from, to, zone = "UTC", rows, bytes, actor, createdAt } = row;
  return (
    <tr>
      <Cell>
        {kindNames[kind]}
        {from && to && (
          <span className="block text-sm text-muted">
            {from} to {to} ({zone.replaceAll("_", " ")})
          </span>
        )}
      </Cell>
      <Cell>
        <When at={createdAt} />
      </Cell>
      <Cell wide right>
        {rows}
      </Cell>
      <Cell wide right>
        {sizeOf(bytes)}
      </Cell>
      <Cell wide>{actor.replace(/^staff:/, "")}</Cell>
      <Cell right>
        {state === "done" ? (
          <a href={`/admin/exports/${exportId}/file`} download className="text-link">
            Download
          </a>
        ) : (
          <Badge tone={state === "failed" ? "bad" : "plain"}>
            {state === "failed" ? "Failed" : "Being written"}
          </Badge>
        )}
      </Cell>
    </tr>
  );
}
