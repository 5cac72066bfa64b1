import { randomUUID } from "node:crypto";
import { Clock } from "@securecart/core/clock";
import { Price, type Sale, type Standing } from "@securecart/core/price";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { archive, change, restore, stop } from "../actions";
import { valuesOf } from "../form";
import { formOptions, slugsOf } from "../options";
import { RunningForm } from "../running-form";
import { SaleForm } from "../sale-form";
import { StandingBadge } from "../standing-badge";
import { windowOf } from "../words";

const read = cache(async (saleId: string) => {
  const ref = Price.sale.schema.safeParse({ saleId });
  return (ref.success ? await Price.sale(ref.data) : null) ?? notFound();
});

type Props = PageProps<"/admin/sales/[saleId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { saleId } = await params;
  await requireStaff({ may: "catalog.read", from: `/admin/sales/${saleId}` });
  return { title: (await read(saleId)).terms.name };
}

/** Renders a sale: its state for all who may see it, its form and buttons for those who may change it. */
export default async function SalePage({ params, searchParams }: Props) {
  const { saleId } = await params;
  const { roles } = await requireStaff({ may: "catalog.read", from: `/admin/sales/${saleId}` });
  const sale = await read(saleId);
  const standing = Price.standingOf(sale, Clock.iso());
  const mayEdit = Staff.may(roles, "catalog.edit");
  const [{ zone }, products, options] = await Promise.all([settings("time"), slugsOf(sale), formOptions()]);
  const collections = sale.terms.scope.collections.map(
    (id) => options.collections.find(({ value }) => value === id)?.label ?? id,
  );
  const isNew = (await searchParams).done === "created";
  const ref = { saleId, seen: `${sale.version}` };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl break-words">{sale.terms.name}</h1>
        <StandingBadge standing={standing} />
      </div>
      <p className="mt-1 text-muted">{Price.describeReduction(sale.terms.reduction)}</p>
      {isNew && (
        <Notice tone="good" className="mt-4">
          The sale has been created.
        </Notice>
      )}
      <Terms {...{ sale, zone }} named={[...products, ...collections]} />
      {mayEdit && <Buttons {...{ sale, standing }} />}
      {mayEdit && standing === "scheduled" && (
        <SaleForm
          action={change}
          requestId={randomUUID()}
          values={valuesOf(sale, zone, products)}
          known={ref}
          button="Save"
          zone={zone}
          {...options}
        />
      )}
      {mayEdit && standing === "running" && (
        <RunningForm
          hidden={ref}
          requestId={randomUUID()}
          values={valuesOf(sale, zone, products)}
          zone={zone}
        />
      )}
    </>
  );
}

type TermsProps = { sale: Sale; zone: string; named: string[] };

function Terms({ sale, zone, named }: TermsProps) {
  const { scope } = sale.terms;
  const figures = [
    { name: `Time (${zone})`, value: windowOf(sale, zone) },
    {
      name: "Items",
      value: scope.isAll ? "All products" : listOf([...named, ...scope.skus, ...scope.categories]),
    },
  ];
  return (
    <dl className="my-6 flex flex-wrap gap-x-10 gap-y-3">
      {figures.map(({ name, value }) => (
        <div key={name} className="min-w-0">
          <dt className="text-sm text-muted">{name}</dt>
          <dd className="font-medium break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const mostNamed = 12;

const listOf = (named: string[]) =>
  named.length > mostNamed
    ? `${named.slice(0, mostNamed).join(", ")} and ${named.length - mostNamed} more`
    : named.join(", ");

function Buttons({ sale, standing }: { sale: Sale; standing: Standing }) {
  const { saleId, version, isArchived } = sale;
  const hidden = () => ({ saleId, seen: `${version}`, requestId: randomUUID() });
  const isOver = standing === "ended" || standing === "stopped";
  return (
    <div className="mb-8 flex flex-wrap items-start gap-3">
      {!isOver && <ActionForm action={stop} hidden={hidden()} button="Stop" look="quiet" />}
      {isOver && !isArchived && (
        <ActionForm action={archive} hidden={hidden()} button="Archive" look="quiet" />
      )}
      {isArchived && <ActionForm action={restore} hidden={hidden()} button="Restore" look="quiet" />}
      <Link href={`/admin/sales/new?like=${saleId}`} className={buttonClasses("quiet")}>
        Duplicate
      </Link>
    </div>
  );
}
