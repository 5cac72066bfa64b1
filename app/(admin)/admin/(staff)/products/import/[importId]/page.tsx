import { randomUUID } from "node:crypto";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import { type Import, Transfer } from "@securecart/core/transfer";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Title } from "#app/(admin)/admin/_parts/title";
import { Watch } from "#app/(admin)/admin/_parts/watch";
import { isWorking, pictures, stateNames } from "../words";
import { retryPictures, start, stop } from "./actions";
import { Counted } from "./counted";
import { MappingForm } from "./mapping-form";
import { Report } from "./report";
import { valuesOf } from "./values";

export const metadata: Metadata = { title: "Import" };

type Props = PageProps<"/admin/products/import/[importId]">;

/** Renders an import: its columns, what it would do, its progress and its result. */
export default async function ImportPage({ params, searchParams }: Props) {
  const { importId } = await params;
  const { roles } = await requireStaff({ may: "catalog.read", from: `/admin/products/import/${importId}` });
  const ref = Transfer.find.schema.safeParse({ importId });
  const row = ref.success ? await Transfer.find(ref.data) : null;
  if (!row) notFound();
  const { page, columns } = await searchParams;
  const mayEdit = Staff.may(roles, "catalog.edit");
  const { label, tone } = stateNames[row.state];
  const isMapping =
    row.state === "uploaded" || (columns === "change" && ["checked", "failed"].includes(row.state));
  const shown = Math.max(1, Number(page) || 1);
  return (
    <>
      <Title>
        <span className="break-all">{row.fileName}</span> <Badge tone={tone}>{label}</Badge>
      </Title>
      {isWorking(row) && <Working row={row} />}
      {row.problem && (
        <Notice tone="bad" className="mb-6 max-w-3xl">
          <p>{row.problem}</p>
          <Link href="/admin/products/import" className="text-link">
            Upload another file
          </Link>
        </Notice>
      )}
      {isMapping && row.mapping && mayEdit ? (
        <MappingForm
          row={shownOf(row)}
          values={valuesOf(row.mapping)}
          requestId={randomUUID()}
          mayCount={Staff.may(roles, "stock.adjust")}
          currencies={await Shop.currencies()}
        />
      ) : (
        <>
          <Counted row={row} />
          {mayEdit && <Steps row={row} />}
          <Report row={row} page={shown} />
        </>
      )}
    </>
  );
}

const shownOf = ({ importId, headers, examples }: Import) => ({ importId, headers, examples });

function Working({ row }: { row: Import }) {
  return (
    <>
      <Watch url={`/api/admin/imports/version?import=${row.importId}`} version={`${row.version}`} />
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
    </>
  );
}

/** Renders what a person can do with an import now. */
function Steps({ row }: { row: Import }) {
  const hidden = { importId: row.importId, requestId: randomUUID() };
  const { created, changed } = row.checked;
  const change = (
    <Link href={`/admin/products/import/${row.importId}?columns=change`} className="text-link">
      Change columns
    </Link>
  );
  return (
    <div className="mb-8 flex flex-wrap items-start gap-4">
      {row.state === "checked" && created + changed > 0 && (
        <ActionForm action={start} hidden={hidden} button={`Start: import ${created + changed}`} />
      )}
      {row.state === "stopped" && <ActionForm action={start} hidden={hidden} button="Go on" />}
      {["running", "pictures"].includes(row.state) && (
        <ActionForm action={stop} hidden={hidden} button="Stop" look="quiet" />
      )}
      {row.state === "done" && row.counts.failedPictures > 0 && (
        <ActionForm
          action={retryPictures}
          hidden={hidden}
          button={`Try ${pictures(row.counts.failedPictures)} again`}
          look="quiet"
        />
      )}
      {(row.state === "checked" || (row.state === "failed" && row.mapping)) && (
        <p className="flex min-h-11 items-center">{change}</p>
      )}
    </div>
  );
}
