import { randomUUID } from "node:crypto";
import { Price } from "@securecart/core/price";
import type { Metadata } from "next";
import { settings } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { create } from "../actions";
import { emptyValues } from "../fields";
import { valuesOf } from "../form";
import { formOptions, slugsOf } from "../options";
import { SaleForm } from "../sale-form";

export const metadata: Metadata = { title: "Create sale" };

/** Renders the form of a new sale, with the terms of another one if the URL names it, but not its times. */
export default async function NewSalePage({ searchParams }: PageProps<"/admin/sales/new">) {
  await requireStaff({ may: "catalog.edit", from: "/admin/sales/new" });
  const { like } = await searchParams;
  const ref = Price.sale.schema.safeParse({ saleId: like });
  const [options, { zone }, model] = await Promise.all([
    formOptions(),
    settings("time"),
    ref.success ? Price.sale(ref.data) : null,
  ]);
  const values = model
    ? { ...valuesOf(model, zone, await slugsOf(model)), startsAt: "", endsAt: "" }
    : emptyValues;
  return (
    <>
      <Title>Create sale</Title>
      {model && <p className="-mt-4 mb-6 text-muted">With the terms of “{model.terms.name}”.</p>}
      <SaleForm
        action={create}
        requestId={randomUUID()}
        values={values}
        button="Create sale"
        zone={zone}
        {...options}
      />
    </>
  );
}
