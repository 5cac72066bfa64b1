import { Audit, type AuditRow } from "@securecart/core/audit";
import { Clock } from "@securecart/core/clock";
import { Settings } from "@securecart/core/settings";
import type { Metadata } from "next";
import Form from "next/form";
import { Link } from "#app/_components/link";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { changeOf } from "./changes";
import { readQuery } from "./read";

export const metadata: Metadata = { title: "Audit" };

const columns = [
  { label: "When" },
  { label: "What" },
  { label: "Who", wide: true },
  { label: "Change", wide: true },
];

/** Renders the audit log of a day or of one subject, read-only. */
export default async function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  await requireStaff({ may: "audit.read", from: "/admin/audit" });
  const { zone } = await settings("time");
  const { day = Settings.dayIn(zone, Clock.iso()), subject, cursor } = readQuery(await searchParams);
  const about = subject ? { subject } : { day };
  const from = cursor ? { cursor } : {};
  const { rows, next } = subject
    ? await Audit.list({ subject, ...from })
    : await Audit.during({ ...Settings.momentsOf(zone, { from: day, to: day }), ...from });
  return (
    <>
      <Title aside={<DayForm day={day} zone={zone} />}>{subject ? "Audit log of one item" : "Audit"}</Title>
      {subject && (
        <p className="mb-4 text-muted">
          <span className="break-all">{subject}</span>{" "}
          <Link href="/admin/audit" className="text-link">
            Show the whole day
          </Link>
        </p>
      )}
      {rows.length === 0 ? (
        <Empty>{subject ? "No staff actions on this item yet." : "No staff actions on this day."}</Empty>
      ) : (
        <Table caption="Staff actions, newest first" columns={columns}>
          {rows.map((row) => (
            <Row key={row.auditId} {...row} />
          ))}
        </Table>
      )}
      <Pages path="/admin/audit" query={about} cursor={cursor} next={next} />
    </>
  );
}

function Row({ at, actor, action, subject, outcome, note, before, after }: AuditRow) {
  return (
    <tr>
      <Cell className="text-sm">
        <When at={at} />
      </Cell>
      <Cell>
        {action.replace(".", ": ").replaceAll("_", " ")}
        {outcome !== "done" && <span className="font-medium text-danger"> {outcome}</span>}
        <Link
          href={`/admin/audit?${new URLSearchParams({ subject })}`}
          className="text-link block text-sm break-all"
        >
          {subject}
        </Link>
        {note && <span className="block text-sm">{note}</span>}
        <span className="block text-sm break-all text-muted md:hidden">{actor}</span>
        <span className="block text-sm text-muted md:hidden">{changeOf(before, after)}</span>
      </Cell>
      <Cell wide className="text-sm break-all">
        {actor}
      </Cell>
      <Cell wide className="text-sm">
        {changeOf(before, after)}
      </Cell>
    </tr>
  );
}

function DayForm({ day, zone }: { day: string; zone: string }) {
  return (
    <Form action="/admin/audit" prefetch={false} className="flex items-end gap-2">
      <div>
        <label htmlFor="day" className="block text-sm text-muted">
          Day ({zone.replaceAll("_", " ")})
        </label>
        <input id="day" key={day} type="date" name="day" defaultValue={day} className={controlClasses} />
      </div>
      <Button look="quiet">Show</Button>
    </Form>
  );
}
