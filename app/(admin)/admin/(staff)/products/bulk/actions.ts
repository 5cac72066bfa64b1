"use server";

import { Admin } from "@securecart/core/admin";
import { Money } from "@securecart/core/money";
import { Staff } from "@securecart/core/staff";
import { refresh, revalidateTag } from "next/cache";
import { z } from "zod";
import { attempt, fields, type Outcome, type Refusal } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { tellChange } from "#app/_lib/last-change";
import { staffAction } from "#app/_lib/staff-action";
import { requireStaff } from "#app/_lib/staff-session";
import { ChangeForm, Ids, readGrid } from "./form";
import { productsInWords, resultInWords } from "./words";

/** Old and new price of a variant, as text. */
export type ShownPrice = { sku: string; name: string; from: string; to: string };

export type BulkOutcome = Exclude<Outcome, Refusal> | (Refusal & { prices?: ShownPrice[] });

/** Changes all chosen products, or shows what their prices would be. */
export async function changeAll(_: BulkOutcome | null, form: FormData): Promise<BulkOutcome> {
  const isPreview = form instanceof FormData && form.get("intent") === "preview";
  let message = "";
  let prices: ShownPrice[] | undefined;
  const shape = z.object({ ids: Ids }).and(z.object({ change: ChangeForm }));
  const both = z.unknown().transform((sent, context) => {
    const parsed = shape.safeParse({ ...Object(sent), change: sent });
    for (const { path, message } of parsed.error?.issues ?? [])
      context.addIssue({ code: "custom", path: path.slice(-1), message });
    return parsed.success ? parsed.data : z.NEVER;
  });
  const outcome = await staffAction("catalog.edit", form, both, async ({ ids, change }, by) => {
    if (isPreview) {
      const found = await Admin.previewPrices({ productIds: ids, change });
      prices = found.map(({ sku, name, currency, from, to }) => ({
        sku,
        name,
        from: Money.format(from, currency),
        to: Money.format(to, currency),
      }));
      return;
    }
    const result = await Admin.changeProducts({ productIds: ids, change, ...by });
    message = await told(result, by.requestId);
  });
  if (!outcome.ok) return outcome;
  if (!prices) return { ok: true, message };
  const values = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  return { ok: false, code: "bulk.preview", message: "", tone: "plain", values, prices };
}

/** Saves the changed cells of the grid, each product by itself. Refused cells keep what was typed. */
export async function saveGrid(_: Outcome | null, form: FormData): Promise<Outcome> {
  const staff = await requireStaff({ may: "catalog.edit", from: "/admin/products" });
  let message = "Nothing was changed.";
  const wrong: Record<string, string> = {};
  const outcome = await attempt(async () => {
    const { requestId } = z.object({ requestId: z.uuid() }).parse(fields(form));
    const rows = readGrid(form);
    if (rows.length === 0) return;
    const result = await Admin.saveGrid({ rows, requestId, actor: Staff.actorOf(staff) });
    message = await told(result, requestId);
    for (const { productId, message: why, field } of result.refused)
      wrong[field ? `${productId}|${field}` : productId] = why;
  });
  refresh();
  const values = Object.fromEntries(
    [...(form instanceof FormData ? form : [])].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("was|") && !name.startsWith("$") ? [[name, value]] : [],
    ),
  );
  if (!outcome.ok) return { ...outcome, values };
  if (Object.keys(wrong).length === 0) return { ok: true, message };
  return { ok: false, code: "bulk.partly", message, fields: wrong, values };
}

/** Refreshes the pages of changed products, offers the undo, and returns what became of them in words. */
async function told(result: Admin.BulkResult, requestId: string) {
  for (const slug of result.slugs) revalidateTag(tags.product(slug), { expire: 0 });
  if (result.auditId)
    await tellChange({
      id: requestId,
      label: `${productsInWords(result.changed)} changed.`,
      tone: "good",
      auditId: result.auditId,
    });
  return resultInWords(result);
}
