import { randomUUID } from "node:crypto";
import { Clock } from "@securecart/core/clock";
import { type Batch, Promotion } from "@securecart/core/promotion";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { NumberedPages } from "#app/(admin)/admin/_parts/numbered-pages";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { changeMany, continueMany } from "../../actions";
import { collectionNames } from "../../options";
import { StandingBadge } from "../../standing-badge";
import { Summary } from "../../summary";
import { termsInWords, usesOf } from "../../words";

export const metadata: Metadata = { title: "Codes created together" };

const pageSize = 50;
const columns = [{ label: "Code" }, { label: "Status" }, { label: "Uses", right: true }];

/** Renders the codes that were created together, a page at a time, with the buttons that change them all. */
export default async function CodesPage({
  params,
  searchParams,
}: PageProps<"/admin/discounts/bulk/[batchId]">) {
  const { batchId } = await params;
  const { roles } = await requireStaff({ may: "discounts.read", from: `/admin/discounts/bulk/${batchId}` });
  const { page } = await searchParams;
  const wanted = typeof page === "string" && /^\d{1,3}$/.test(page) ? Math.max(Number(page), 1) : 1;
  const ref = Promotion.batchPage.schema.safeParse({ batchId, page: wanted, size: pageSize });
  const found = ref.success ? await Promotion.batchPage(ref.data) : null;
  if (!found) notFound();
  const { batch, codes, page: current, pages } = found;
  const { terms, prefix, count, done } = batch;
  const mayEdit = Staff.may(roles, "discounts.edit");
  return (
    <div className="max-w-3xl">
      <p className="mb-2 text-sm lg:hidden">
        <Link href="/admin/discounts" className="text-link">
          Discounts
        </Link>
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl break-all">
          {count} codes: {prefix}…
        </h1>
        <StandingBadge
          standing={Promotion.standingOf({ ...terms, limit: undefined, used: 0 }, Clock.iso())}
        />
      </div>
      <p className="mt-1 mb-6 text-muted">{termsInWords(terms)}</p>
      {done < count && <Unfinished batch={batch} mayEdit={mayEdit} />}
      {mayEdit && done === count && <Buttons batch={batch} />}
      <Summary
        terms={terms}
        collections={await collectionNames(terms.collections)}
        zone={(await settings("time")).zone}
        limitName="Uses of each code"
      />
      <h2 className="mt-8 mb-3 text-xl">Codes</h2>
      <Table caption="Codes" columns={columns}>
        {codes.map((coupon) => (
          <tr key={coupon.code}>
            <Cell>
              <Link href={`/admin/discounts/${coupon.code}`} className="text-link font-medium break-all">
                {coupon.code}
              </Link>
            </Cell>
            <Cell>
              <StandingBadge standing={Promotion.standingOf(coupon, Clock.iso())} />
            </Cell>
            <Cell right>{usesOf(coupon)}</Cell>
          </tr>
        ))}
      </Table>
      <NumberedPages
        page={current}
        pages={pages}
        to={(page) => `/admin/discounts/bulk/${batchId}?page=${page}`}
      />
    </div>
  );
}

function Unfinished({ batch: { batchId, task, done, count }, mayEdit }: { batch: Batch; mayEdit: boolean }) {
  const verbs = {
    create: "created",
    pause: "paused",
    resume: "resumed",
    archive: "archived",
    restore: "restored",
  };
  return (
    <Notice tone="warning" className="mb-6 grid gap-3">
      <p>
        {done} of {count} codes have been {verbs[task]}.
      </p>
      {mayEdit && (
        <ActionForm
          action={continueMany}
          hidden={{ batchId, requestId: randomUUID() }}
          button="Continue"
          look="quiet"
        />
      )}
    </Notice>
  );
}

const buttonsOf = {
  active: [
    { task: "pause", button: "Pause all" },
    { task: "archive", button: "Archive all" },
  ],
  paused: [
    { task: "resume", button: "Resume all" },
    { task: "archive", button: "Archive all" },
  ],
  archived: [{ task: "restore", button: "Restore all" }],
};

function Buttons({ batch: { batchId, version, terms } }: { batch: Batch }) {
  return (
    <div className="mb-6 flex flex-wrap items-start gap-3">
      {/* A download, which the router cannot open as a page. */}
      <a href={`/admin/discounts/bulk/${batchId}/codes.csv`} download className={buttonClasses("primary")}>
        Download CSV
      </a>
      {buttonsOf[terms.status].map(({ task, button }) => (
        <ActionForm
          key={task}
          action={changeMany}
          hidden={{ batchId, task, seen: `${version}`, requestId: randomUUID() }}
          button={button}
          look="quiet"
        />
      ))}
    </div>
  );
}
