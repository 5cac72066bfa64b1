import { randomUUID } from "node:crypto";
import { Clock } from "@securecart/core/clock";
import { Price } from "@securecart/core/price";
import { Shop } from "@securecart/core/shop";
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
import { archive, change, restore } from "../actions";
import { exampleOf, valuesOf } from "../form";
import { ListForm } from "../list-form";
import { groupOptions, standingLabels } from "../words";

const read = cache(async (listId: string) => {
  const ref = Price.list.schema.safeParse({ listId });
  return (ref.success ? await Price.list(ref.data) : null) ?? notFound();
});

type Props = PageProps<"/admin/price-lists/[listId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { listId } = await params;
  await requireStaff({ may: "catalog.read", from: `/admin/price-lists/${listId}` });
  return { title: (await read(listId)).terms.name };
}

/** Renders a price list: its form and buttons for those who may change it, else its terms. */
export default async function PriceListPage({ params, searchParams }: Props) {
  const { listId } = await params;
  const { roles } = await requireStaff({ may: "catalog.read", from: `/admin/price-lists/${listId}` });
  const list = await read(listId);
  const { terms, isArchived, version } = list;
  const [{ zone }, groups, currencies] = await Promise.all([
    settings("time"),
    groupOptions(),
    Shop.currencies(),
  ]);
  const values = valuesOf(terms, { zone, currencies });
  const hidden = () => ({ listId, seen: `${version}`, requestId: randomUUID() });
  const mayEdit = Staff.may(roles, "catalog.edit");
  return (
    <>
      <h1 className="text-3xl break-words">{terms.name}</h1>
      <p className="mt-1 mb-6 text-muted">
        {standingLabels[Price.listStandingOf(list, Clock.iso())]} · for{" "}
        {groups.find(({ value }) => value === terms.groupId)?.label ?? "a group that is not in use"}
      </p>
      {(await searchParams).done === "created" && (
        <Notice tone="good" className="mb-6">
          The price list has been created.
        </Notice>
      )}
      {mayEdit && (
        <div className="mb-8 flex flex-wrap items-start gap-3">
          {isArchived ? (
            <ActionForm action={restore} hidden={hidden()} button="Restore" look="quiet" />
          ) : (
            <ActionForm action={archive} hidden={hidden()} button="Archive" look="quiet" />
          )}
          <Link href={`/admin/price-lists/new?like=${listId}`} className={buttonClasses("quiet")}>
            Duplicate
          </Link>
        </div>
      )}
      {mayEdit && !isArchived ? (
        <ListForm
          action={change}
          requestId={randomUUID()}
          known={{ listId, seen: `${version}` }}
          button="Save"
          {...{ values, groups, zone, currencies }}
          example={exampleOf(currencies)}
        />
      ) : (
        <pre className="overflow-x-auto rounded-card border border-line bg-surface p-4 text-sm">
          {[terms.percent && `${terms.percent}% off`, values.prices].filter(Boolean).join("\n")}
        </pre>
      )}
    </>
  );
}
