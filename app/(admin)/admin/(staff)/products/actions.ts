"use server";

import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { DomainError } from "@securecart/core/error";
import { Staff } from "@securecart/core/staff";
import { refresh, revalidateTag } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { fields, type Outcome, orRefusal, typed } from "#app/_lib/attempt";
import { settings, tags } from "#app/_lib/cached";
import { tellChange } from "#app/_lib/last-change";
import { staffAction } from "#app/_lib/staff-action";
import { requireStaff } from "#app/_lib/staff-session";
import { fieldNames, readForm } from "./read-form";

export type ProductOutcome = Outcome & {
  /** Saved values that differ, when another staff member has changed the product. */
  conflict?: { version: number; editor: string; differences: Admin.SavedDifference[] };
};

/** Saves the product form. A new product's page opens; a refused form keeps what was typed. */
export async function saveProduct(_: ProductOutcome | null, form: FormData): Promise<ProductOutcome> {
  const staff = await requireStaff({ may: "catalog.edit", from: "/admin/products" });
  const outcome = await orRefusal(async (): Promise<ProductOutcome & { created?: string }> => {
    fields(form); // throws for what is no form
    const { edit, wrong } = readForm(form, Staff.actorOf(staff), (await settings("time")).zone);
    const parsed = Admin.saveProduct.schema.safeParse(edit);
    const all = { ...fieldNames(parsed.error?.issues ?? [], form), ...wrong };
    if (Object.keys(all).length > 0)
      return { ok: false, code: "input.invalid", message: "Please check the form.", fields: all };
    try {
      const { productId, slugs } = await Admin.saveProduct(edit);
      // The event of the save does this again for all pages; the staff member sees the change at once.
      for (const slug of slugs) revalidateTag(tags.product(slug), { expire: 0 });
      if (edit.productId) await tellSaved({ ...edit, productId });
      return { ok: true, message: "Saved.", ...(!edit.productId && { created: productId }) };
    } catch (error) {
      if (error instanceof Admin.ProductChanged) {
        const { code, message, version, editor, differences } = error;
        return { ok: false, code, message, conflict: { version, editor, differences } };
      }
      if (error instanceof DomainError && error.code === "catalog.sku_taken") throw withField(error, edit);
      throw error;
    }
  });
  if (outcome.ok && "created" in outcome && outcome.created)
    redirect(`/admin/products/${outcome.created}?created=1`);
  refresh();
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

/** Tells that a product was saved, with its undo. */
async function tellSaved({ productId, name, requestId }: Record<"productId" | "name" | "requestId", string>) {
  const auditId = Audit.idOf("catalog.save_product", `product:${productId}`, requestId);
  await tellChange({ id: requestId, label: `${name} has been changed.`, tone: "good", auditId });
}

/** Names the field of the SKU that another product has. */
function withField(error: DomainError, { variants }: { variants: { sku: string }[] }) {
  const row = variants.findIndex(({ sku }) => sku && error.message.includes(sku));
  return new DomainError(
    "conflict",
    error.code,
    error.message,
    row < 0 ? "defaults.sku" : `variants.${row}.sku`,
  );
}

const Ref = z.object({ productId: z.string() });

/** Copies a product and opens the copy. */
export async function duplicateProduct(_: Outcome | null, form: FormData): Promise<Outcome> {
  let copy = "";
  const outcome = await staffAction("catalog.edit", form, Ref, async (input, by) => {
    copy = (await Admin.duplicateProduct({ ...input, ...by })).productId;
  });
  if (outcome.ok) redirect(`/admin/products/${copy}?created=1`);
  return outcome;
}
