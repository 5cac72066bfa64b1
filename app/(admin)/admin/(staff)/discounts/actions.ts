"use server";

import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Catalog } from "@securecart/core/catalog";
import { Id } from "@securecart/core/id";
import { Money } from "@securecart/core/money";
import { type Preview, Promotion, type SharedTerms } from "@securecart/core/promotion";
import { Shop } from "@securecart/core/shop";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type Outcome, typed } from "#app/_lib/attempt";
import { settings } from "#app/_lib/cached";
import { tellChange } from "#app/_lib/last-change";
import { type Signed, staffAction, Whole } from "#app/_lib/staff-action";
import type { KeptOutcome } from "#app/(admin)/admin/_parts/kept-state";
import type { ShownPreview } from "./fields";
import { findProducts } from "./find-products";
import { ExampleForm, termsForm } from "./form";

/** Outcome of the form of a discount; a preview shows the form again, with what an order would pay. */
export type FormOutcome = KeptOutcome<{ preview?: ShownPreview }>;

type Form = (previous: FormOutcome | null, form: FormData) => Promise<FormOutcome>;
type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

/**
 * Runs the form of a discount: its button either saves it or previews an order. `own` has the fields besides the terms, whose
 * errors are shown together with those of the terms.
 */
async function run<Own extends z.ZodType>(
  form: FormData,
  own: Own,
  known: () => Promise<string[]>,
  save: (terms: SharedTerms, own: z.output<Own>, by: Signed) => Promise<unknown>,
): Promise<FormOutcome> {
  const isPreview = form instanceof FormData && form.get("intent") === "preview";
  const values = typed(form);
  if (isPreview && !values.label) form.set("label", "Discount");
  let preview: ShownPreview | undefined;
  const [{ zone }, currencies] = await Promise.all([settings("time"), Shop.currencies()]);
  const shape = together(termsForm({ zone, currencies }), isPreview ? ExampleForm : own);
  const outcome = await staffAction(
    "discounts.edit",
    form,
    shape,
    async ([{ terms, products }, sent], by) => {
      const complete = {
        ...terms,
        categories: await withSubcategories(terms.categories),
        products: await findProducts(products, await known()),
      };
      if (!isPreview) return save(complete, own.parse(sent), by);
      const order = ExampleForm.parse(sent);
      const typed = String(form.get("code") ?? "");
      const meant = Promotion.isAutomatic(typed) ? typed : Promotion.canonical(typed);
      const code = meant ?? (form.get("automatic") === "on" ? Id.create("automatic") : "PREVIEW");
      preview = shown(await Promotion.preview({ terms: { ...complete, code }, ...order }), order.currency);
    },
  );
  if (outcome.ok && !preview) return outcome;
  if (!outcome.ok) return { ...outcome, values };
  return {
    ok: false,
    code: "discount.preview",
    message: "",
    tone: "plain",
    values,
    ...(preview && { preview }),
  };
}

/** Returns categories with those in them. */
const withSubcategories = async (slugs: string[]) =>
  slugs.length > 0 ? Catalog.subtreeOf(await Catalog.allCategories(), slugs) : [];

/** Parses a form with two schemas and reports the errors of both. Returns the first's output and the form. */
const together = <First extends z.ZodType>(first: First, second: z.ZodType) =>
  z.unknown().transform((sent, context) => {
    const parsed = first.safeParse(sent);
    const issues = [...(parsed.error?.issues ?? []), ...(second.safeParse(sent).error?.issues ?? [])];
    for (const { path, message } of issues) context.addIssue({ code: "custom", path, message });
    return parsed.success ? ([parsed.data, sent] as const) : z.NEVER;
  });

function shown(
  { refusal, now, meets, rows, before, total }: Preview,
  currency: Money.SaleCurrency,
): ShownPreview {
  const format = (amount: number) => Money.format(amount, currency);
  return {
    refusal,
    now,
    meets,
    rows: rows.map(({ label, amount, look }) => ({
      label,
      amount: format(amount),
      isTotal: look === "total",
    })),
    saved: before > total ? format(before - total) : null,
  };
}

const none = async () => [];

const NewCode = z.object({ code: Promotion.Terms.shape.code });

export const create: Form = async (_, form) =>
  run(form, NewCode, none, async (terms, { code }, by) => {
    await Admin.createDiscount({ terms: { ...terms, code }, ...by });
    redirect(`/admin/discounts/${code}?done=created`);
  });

export const createAutomatic: Form = async (_, form) =>
  run(form, z.object({}), none, async (terms, _, by) => {
    const code = Id.derived("automatic", by.requestId);
    await Admin.createDiscount({ terms: { ...terms, code }, ...by });
    redirect(`/admin/discounts/${code}?done=created`);
  });

const Seen = z.object({ code: z.string("Enter a code."), seen: Whole("Reload the page.") });

export const change: Form = async (_, form) => {
  const typed = form instanceof FormData ? String(form.get("code") ?? "") : "";
  const known = async () => (await Promotion.byCode({ code: typed }))?.products ?? [];
  return run(form, Seen, known, (terms, { code, seen }, by) =>
    Admin.changeDiscount({ code, seen, terms: { ...terms, code }, ...by }),
  );
};

const { prefix, count } = Promotion.NewBatch.shape;
const NewCodes = z.object({
  prefix,
  count: Whole(`Enter a number from 2 to ${Promotion.mostCodes}.`).pipe(count),
});

export const createMany: Form = async (_, form) =>
  run(form, NewCodes, none, async (terms, codes, by) => {
    const { batchId } = await Admin.createCodes({ ...codes, terms, ...by });
    redirect(`/admin/discounts/bulk/${batchId}?done=created`);
  });

/** Tells what became of a discount, with its undo. */
async function tell(act: string, done: string, typed: string, { requestId }: Signed) {
  const code = Promotion.isAutomatic(typed) ? typed : (Promotion.canonical(typed) ?? typed);
  const name = Promotion.isAutomatic(code) ? "The discount" : code;
  const auditId = Audit.idOf(`discount.${act}`, `discount:${code}`, requestId);
  await tellChange({ id: requestId, label: `${name} was ${done}.`, tone: "good", auditId });
}

export const pause: Action = async (_, form) =>
  staffAction("discounts.edit", form, Seen, async (input, by) => {
    await Admin.pauseDiscount({ ...input, ...by });
    await tell("pause", "paused", input.code, by);
  });

export const resume: Action = async (_, form) =>
  staffAction("discounts.edit", form, Seen, async (input, by) => {
    await Admin.resumeDiscount({ ...input, ...by });
    await tell("resume", "resumed", input.code, by);
  });

export const archive: Action = async (_, form) =>
  staffAction("discounts.edit", form, Seen, async (input, by) => {
    await Admin.archiveDiscount({ ...input, ...by });
    await tell("archive", "archived", input.code, by);
  });

export const restore: Action = async (_, form) =>
  staffAction("discounts.edit", form, Seen, async (input, by) => {
    await Admin.restoreDiscount({ ...input, ...by });
    await tell("restore", "restored", input.code, by);
  });

const Batch = z.object({ batchId: z.string() });
const { task } = Promotion.changeBatch.schema.shape;

export const changeMany: Action = async (_, form) =>
  staffAction("discounts.edit", form, Batch.extend({ seen: Whole("Reload the page."), task }), (input, by) =>
    Admin.changeCodes({ ...input, ...by }),
  );

export const continueMany: Action = async (_, form) =>
  staffAction("discounts.edit", form, Batch, (input, by) => Admin.continueCodes({ ...input, ...by }));
