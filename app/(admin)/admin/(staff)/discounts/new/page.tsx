import { randomUUID } from "node:crypto";
import { Promotion } from "@securecart/core/promotion";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { create, createMany } from "../actions";
import { DiscountForm } from "../discount-form";
import { emptyValues } from "../fields";
import { valuesOf } from "../form";
import { formOptions } from "../options";

export const metadata: Metadata = { title: "Create discount" };

/** Renders the form of a new discount, of one code or of many, with the terms of another one if the URL names it. */
export default async function NewDiscountPage({ searchParams }: PageProps<"/admin/discounts/new">) {
  await requireStaff({ may: "discounts.edit", from: "/admin/discounts/new" });
  const { codes, like } = await searchParams;
  const isMany = codes === "many";
  const [options, model] = await Promise.all([
    formOptions(),
    typeof like === "string" ? Promotion.byCode({ code: like }) : null,
  ]);
  const values = model ? valuesOf(model) : emptyValues;
  return (
    <>
      <p className="mb-2 text-sm lg:hidden">
        <Link href="/admin/discounts" className="text-link">
          Discounts
        </Link>
      </p>
      <Title>{isMany ? "Create many codes" : "Create discount"}</Title>
      {model && <p className="-mt-4 mb-6 text-muted">With the terms of {model.code}.</p>}
      <DiscountForm
        action={isMany ? createMany : create}
        codes={isMany ? "many" : "new"}
        requestId={randomUUID()}
        values={isMany ? { ...values, limit: values.limit || "1" } : values}
        button={isMany ? "Create codes" : "Create discount"}
        {...options}
      />
    </>
  );
}
