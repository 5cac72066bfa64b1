import { Audit, type AuditRow } from "@securecart/core/audit";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { readProduct } from "../read";

export const metadata: Metadata = { title: "History" };

type Props = PageProps<"/admin/products/[productId]/history">;

/** Renders the changes of a product, newest first, from its audit rows. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const { productId } = await params;
  const path = `/admin/products/${productId}/history`;
  await requireStaff({ may: "catalog.read", from: path });
  const { product } = await readProduct(productId);
  const parsed = Audit.list.schema.shape.cursor.safeParse((await searchParams).cursor);
  const written = parsed.success ? (await searchParams).cursor : undefined;
  const cursor = typeof written === "string" ? written : undefined;
  const { rows, next } = await Audit.list({ subject: `product:${productId}`, ...(cursor && { cursor }) });
  return (
    <>
      <p className="mb-2 text-sm">
        <Link href={`/admin/products/${productId}`} className="text-link">
          {product.name}
        </Link>
      </p>
      <Title>History</Title>
      {rows.length === 0 ? (
        <Empty>No staff member has changed this product yet.</Empty>
      ) : (
        <ol className="grid gap-4">
          {rows.map((row) => (
            <Change key={row.auditId} {...row} />
          ))}
        </ol>
      )}
      <Pages path={path} cursor={cursor} next={next} />
    </>
  );
}

const acts: Record<string, string> = {
  "catalog.save_product": "Saved",
  "catalog.duplicate_product": "Copied",
  "catalog.save_volume": "Volume prices saved",
  "catalog.bulk_edit": "Changed with others",
  "catalog.undo": "Undone",
};

/** Longest value shown in the diff, in characters. */
const longest = 400;

function Change({ at, actor, action, outcome, note, before = {}, after = {} }: AuditRow) {
  const names = Object.keys({ ...before, ...after });
  const isFirst = Object.keys(before).length === 0;
  return (
    <li className="rounded-card border border-line bg-surface p-4">
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">
          {isFirst && action === "catalog.save_product" && outcome === "done"
            ? "Created"
            : (acts[action] ?? action)}
        </span>
        <span className="break-all">{actor.replace(/^staff:/, "")}</span>
        <span className="text-muted">
          <When at={at} />
        </span>
        {outcome !== "done" && <span className="font-medium text-danger">{outcome}</span>}
      </p>
      {note && <p className="text-sm text-muted">{note}</p>}
      {names.length > 0 && (
        <details open={!isFirst && names.length <= 12} className="mt-2">
          <summary className="cursor-pointer text-sm text-muted">
            {names.length === 1 ? "1 value" : `${names.length} values`}
          </summary>
          <dl className="mt-1 text-sm">
            {names.map((name) => (
              <div key={name} className="grid gap-x-4 border-t border-line py-1.5 md:grid-cols-[16rem_1fr]">
                <dt className="text-muted">{name}</dt>
                <dd className="break-words whitespace-pre-line">
                  <Value of={before[name]} was />
                  <Value of={after[name]} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

function Value({ of, was = false }: { of: unknown; was?: boolean }) {
  const text = of === undefined ? "" : String(of);
  if (text === "") return was ? null : <span className="text-muted">(empty)</span>;
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return was ? (
    <>
      <span className="sr-only">before: </span>
      <del className="text-muted">{shown}</del> <span className="sr-only">, after: </span>
    </>
  ) : (
    <ins className="no-underline">{shown}</ins>
  );
}
