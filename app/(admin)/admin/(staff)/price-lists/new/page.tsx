import { randomUUID } from "node:crypto";
import { Price } from "@securecart/core/price";
import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { create } from "../actions";
import { exampleOf, valuesOf } from "../form";
import { ListForm } from "../list-form";
import { groupOptions } from "../words";

export const metadata: Metadata = { title: "Create price list" };

/** Renders the form of a new price list, with the terms of another one if the URL names it. */
export default async function NewPriceListPage({ searchParams }: PageProps<"/admin/price-lists/new">) {
  await requireStaff({ may: "catalog.edit", from: "/admin/price-lists/new" });
  const ref = Price.list.schema.safeParse({ listId: (await searchParams).like });
  const [groups, { zone }, currencies, model] = await Promise.all([
    groupOptions(),
    settings("time"),
    Shop.currencies(),
    ref.success ? Price.list(ref.data) : null,
  ]);
  return (
    <>
      <Title>Create price list</Title>
      {groups.length > 0 ? (
        <ListForm
          action={create}
          requestId={randomUUID()}
          values={model ? valuesOf(model.terms, { zone, currencies }) : {}}
          button="Create price list"
          {...{ groups, zone, currencies }}
          example={exampleOf(currencies)}
        />
      ) : (
        <Empty next={{ href: "/admin/customer-groups/new", label: "Create a customer group" }}>
          A price list is for a customer group, and there is none yet.
        </Empty>
      )}
    </>
  );
}
