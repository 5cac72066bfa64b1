import { type Listed, Promotion, standings } from "@securecart/core/promotion";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { FilterTabs } from "#app/(admin)/admin/_parts/filter-tabs";
import { FindForm } from "#app/(admin)/admin/_parts/find-form";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { SavedViews } from "#app/(admin)/admin/_parts/saved-views";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { type ListAddress, readAddress } from "./read";
import { StandingBadge } from "./standing-badge";
import { standingLabels, termsInWords, usesOf, windowOf } from "./words";

export const metadata: Metadata = { title: "Discounts" };

const columns = [
  { label: "Discount" },
  { label: "Terms", wide: true },
  { label: "Status" },
  { label: "Uses", right: true },
  { label: "Valid", wide: true },
];

/** Lists discounts, the newest first, or by code when some are searched. */
export default async function DiscountsPage({ searchParams }: PageProps<"/admin/discounts">) {
  const staff = await requireStaff({ may: "discounts.read", from: "/admin/discounts" });
  const { roles } = staff;
  const { status, q, cursor } = readAddress(await searchParams);
  const { rows, next } = await Promotion.list({
    ...(status && { standing: status }),
    ...(q && { words: q }),
    ...(cursor && { cursor }),
  });
  const { zone } = await settings("time");
  const mayEdit = Staff.may(roles, "discounts.edit");
  const query = { ...(status && { status }), ...(q && { q }) };
  return (
    <>
      <Title aside={mayEdit && <Create />}>{q ? `Discounts for “${q}”` : "Discounts"}</Title>
      <SavedViews list="discounts" query={query} staff={staff} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <StatusFilter chosen={status} q={q} />
        <FindForm
          action="/admin/discounts"
          label="Find a discount"
          placeholder="Beginning of a code or name"
          value={q}
          kept={{ status }}
        />
      </div>
      {rows.length > 0 ? (
        <Table caption="Discounts" columns={columns}>
          {rows.map((row) => (
            <Row key={row.kind === "code" ? row.coupon.code : row.batch.batchId} zone={zone} {...row} />
          ))}
        </Table>
      ) : (
        <Nothing {...{ status, q, hasMore: next !== null, mayEdit }} />
      )}
      <Pages path="/admin/discounts" query={query} cursor={cursor} next={next} />
    </>
  );
}

function Create() {
  return (
    <div className="flex flex-wrap gap-3">
      <Link href="/admin/discounts/new?codes=none" className={buttonClasses("quiet")}>
        Create automatic discount
      </Link>
      <Link href="/admin/discounts/new?codes=many" className={buttonClasses("quiet")}>
        Create many codes
      </Link>
      <Link href="/admin/discounts/new" className={buttonClasses()}>
        Create discount
      </Link>
    </div>
  );
}

type Filter = { status: ListAddress["status"] | undefined; q: string | undefined };

function StatusFilter({ chosen, q }: { chosen: Filter["status"]; q: string | undefined }) {
  const to = (status?: string) => {
    const query = new URLSearchParams({ ...(status && { status }), ...(q && { q }) });
    return `/admin/discounts${query.size > 0 ? `?${query}` : ""}`;
  };
  const tabs = [undefined, ...standings].map((status) => ({
    href: to(status),
    label: status ? standingLabels[status] : "All",
    isHere: chosen === status,
  }));
  return <FilterTabs label="Status" tabs={tabs} />;
}

function Row({ zone, ...row }: Listed & { zone: string }) {
  const { href, name, terms, uses, what } = shownOf(row);
  const dates = windowOf(terms, zone);
  return (
    <tr>
      <Cell>
        <Link href={href} className="text-link font-medium break-all md:whitespace-nowrap">
          {name}
        </Link>
        <span className="block text-sm text-muted md:hidden">
          {what}
          {dates !== "Always" && ` · ${dates}`}
        </span>
      </Cell>
      <Cell wide>{what}</Cell>
      <Cell>
        <StandingBadge standing={row.standing} />
      </Cell>
      <Cell right className="whitespace-nowrap">
        {uses}
      </Cell>
      <Cell wide className="text-sm">
        {dates}
      </Cell>
    </tr>
  );
}

function shownOf(row: Listed) {
  if (row.kind === "code") {
    const { coupon } = row;
    const href = `/admin/discounts/${coupon.code}`;
    const isAutomatic = Promotion.isAutomatic(coupon.code);
    return {
      href,
      name: isAutomatic ? coupon.label : coupon.code,
      terms: coupon,
      uses: usesOf(coupon),
      what: `${isAutomatic ? "Automatic: " : ""}${termsInWords(coupon)}`,
    };
  }
  const { batchId, prefix, count, terms } = row.batch;
  return {
    href: `/admin/discounts/bulk/${batchId}`,
    name: `${prefix}…`,
    terms,
    uses: "",
    what: `${count} codes: ${termsInWords(terms)}`,
  };
}

function Nothing({ status, q, hasMore, mayEdit }: Filter & { hasMore: boolean; mayEdit: boolean }) {
  const isFiltered = status !== undefined || q !== undefined;
  return (
    <div className="grid justify-items-start gap-4 rounded-card border border-line bg-surface p-6">
      <p className="text-muted">{messageFor(isFiltered, hasMore)}</p>
      {!isFiltered && mayEdit && (
        <Link href="/admin/discounts/new" className={buttonClasses()}>
          Create discount
        </Link>
      )}
      {isFiltered && !hasMore && (
        <Link href="/admin/discounts" className="text-link">
          Show all discounts
        </Link>
      )}
    </div>
  );
}

function messageFor(isFiltered: boolean, hasMore: boolean) {
  if (hasMore) return "None of these discounts matches. The next page goes on searching.";
  if (isFiltered) return "No discount matches.";
  return "There are no discounts yet. A discount is a percentage, an amount, free delivery, or free items. It has a code that customers enter, or it applies by itself.";
}
