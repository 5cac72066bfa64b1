import { randomUUID } from "node:crypto";
import { Promotion } from "@securecart/core/promotion";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { create, createAutomatic, createMany } from "../actions";
import { DiscountForm } from "../discount-form";
import { emptyValues } from "../fields";
import { valuesOf } from "../form";
import { formOptions } from "../options";

export const metadata: Metadata = { title: "Create discount" };

const kinds = {
  new: { title: "Create discount code", action: create, button: "Create discount" },
  many: { title: "Create many codes", action: createMany, button: "Create codes" },
  none: { title: "Create automatic discount", action: createAutomatic, button: "Create discount" },
};

/** Renders the form of a new discount, of one code, of many or of none, with the terms of another one if the URL names it. */
export default async function NewDiscountPage({ searchParams }: PageProps<"/admin/discounts/new">) {
  await requireStaff({ may: "discounts.edit", from: "/admin/discounts/new" });
  const { codes, like } = await searchParams;
  const isMany = codes === "many";
  const isAutomatic = codes === "none";
  const { title, action, button } = kinds[isMany ? "many" : isAutomatic ? "none" : "new"];
  const model = typeof like === "string" ? await Promotion.byCode({ code: like }) : null;
  const options = await formOptions(model?.collections);
  const values = model ? valuesOf(model, options.zone) : emptyValues;
  return (
    <>
      <p className="mb-2 text-sm lg:hidden">
        <Link href="/admin/discounts" className="text-link">
          Discounts
        </Link>
      </p>
      <Title>{title}</Title>
      {model && (
        <p className="-mt-4 mb-6 text-muted">
          With the terms of {Promotion.isAutomatic(model.code) ? `“${model.label}”` : model.code}.
        </p>
      )}
      <DiscountForm
        action={action}
        codes={isMany ? "many" : isAutomatic ? "none" : "new"}
        isAutomatic={isAutomatic}
        requestId={randomUUID()}
        values={isMany ? { ...values, limit: values.limit || "1" } : values}
        button={button}
        {...options}
      />
    </>
  );
}
