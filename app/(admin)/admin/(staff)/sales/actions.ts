"use server";

import { Admin } from "@securecart/core/admin";
import { DomainError } from "@securecart/core/error";
import { Money } from "@securecart/core/money";
import { Price, type SaleTerms } from "@securecart/core/price";
import { Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import { revalidateTag } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type Outcome, typed } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { type Signed, staffAction, Whole } from "#app/_lib/staff-action";
import type { KeptOutcome } from "#app/(admin)/admin/_parts/kept-state";
import { noTime, timeIn } from "#app/(admin)/admin/_parts/sent-form";
import type { ShownPreview } from "./fields";
import { saleForm } from "./form";

/** Outcome of the form of a sale; a preview shows the form again, with what would change. */
export type FormOutcome = KeptOutcome<{ preview?: ShownPreview }>;

type Form = (previous: FormOutcome | null, form: FormData) => Promise<FormOutcome>;
type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

/** Runs the form of a sale: its button either saves it or previews what it changes. */
async function run(
  form: FormData,
  save: (terms: SaleTerms, by: Signed) => Promise<unknown>,
  except?: string,
): Promise<FormOutcome> {
  const isPreview = form instanceof FormData && form.get("intent") === "preview";
  const values = typed(form);
  if (isPreview && !values.name) form.set("name", "Sale");
  let preview: ShownPreview | undefined;
  const [zone, currencies] = await Promise.all([Settings.timeZone(), Shop.currencies()]);
  const shape = saleForm({ zone, currencies });
  const outcome = await staffAction("catalog.edit", form, shape, async ({ terms, lines }, by) => {
    const targets = await Admin.saleTargets(lines);
    const complete = { ...terms, scope: { ...terms.scope, ...targets } };
    if (isPreview) preview = shown(await Admin.previewSale({ terms: complete, ...(except && { except }) }));
    else await save(complete, by);
  });
  if (outcome.ok && !preview) {
    revalidateTag(tags.prices, { expire: 0 });
    return outcome;
  }
  if (!outcome.ok) return { ...outcome, values };
  const again = { ok: false as const, code: "price.preview", message: "", tone: "plain" as const, values };
  return { ...again, ...(preview && { preview }) };
}

const notes: Record<NonNullable<Admin.PreviewPrice["problem"]>, string> = {
  free: "stays: it would be free",
  higher: "stays: the sale price is not lower",
  none: "stays: no amount in this currency",
  lower_already: "stays: another sale is lower",
};

function shown({ rows, products, isComplete }: Admin.SalePreview): ShownPreview {
  const kept = rows.filter(({ prices }) => prices.every(({ problem }) => problem !== null)).length;
  const what = isComplete
    ? "Everything that changes:"
    : `Some of the prices that change; the sale is for ${products} products and SKUs:`;
  return {
    summary:
      rows.length === 0
        ? "No product that is for sale matches."
        : kept > 0
          ? `${what} ${kept} of these rows keep their price.`
          : what,
    rows: rows.map(({ name, skus, prices }) => ({
      name,
      skus: skus.length > 3 ? `${skus.slice(0, 3).join(", ")} and ${skus.length - 3} more` : skus.join(", "),
      prices: prices.map(({ currency, before, after, problem }) => ({
        before: Money.format(before, currency),
        after: Money.format(after, currency),
        note: problem && notes[problem],
      })),
    })),
  };
}

export const create: Form = async (_, form) =>
  run(form, async (terms, by) => {
    const { saleId } = await Admin.createSale({ terms, ...by });
    revalidateTag(tags.prices, { expire: 0 });
    redirect(`/admin/sales/${saleId}?done=created`);
  });

const Ref = z.object({ saleId: z.string(), seen: Whole("Reload the page.") });

export const change: Form = async (_, form) => {
  const typed = form instanceof FormData ? Object.fromEntries(form) : {};
  const ref = Ref.safeParse(typed).data;
  const save = async (terms: SaleTerms, by: Signed) => {
    if (!ref) throw new DomainError("input", "price.unknown_sale", "Reload the page.");
    await Admin.changeSale({ ...ref, terms, ...by });
  };
  return run(form, save, ref?.saleId);
};

const RunningForm = Ref.extend({ name: z.string(), endsAt: z.string(), zone: z.string().optional() });

/** Changes what can change once a sale has begun: its name and its end. */
export const changeRunning: Action = async (_, form) =>
  priced(form, RunningForm, async ({ name, endsAt, zone, ...ref }, by) => {
    const sale = await Price.sale(ref);
    if (!sale) throw new DomainError("not_found", "price.unknown_sale", "This sale does not exist.");
    const { endsAt: _end, ...terms } = sale.terms;
    const end = timeIn({ endsAt, zone }, "endsAt", await Settings.timeZone(), "end");
    if (end === null) throw new DomainError("input", "input.invalid", noTime, "endsAt");
    await Admin.changeSale({ ...ref, terms: { ...terms, name, ...(end && { endsAt: end }) }, ...by });
  });

export const stop: Action = async (_, form) =>
  priced(form, Ref, (input, by) => Admin.stopSale({ ...input, ...by }));

export const archive: Action = async (_, form) =>
  priced(form, Ref, (input, by) => Admin.archiveSale({ ...input, ...by }));

export const restore: Action = async (_, form) =>
  priced(form, Ref, (input, by) => Admin.restoreSale({ ...input, ...by }));

/** Runs an action that can change prices. The event of the change does the same for other servers. */
async function priced<Shape extends z.ZodType>(
  form: FormData,
  shape: Shape,
  work: (input: z.output<Shape>, by: Signed) => Promise<unknown>,
) {
  const outcome = await staffAction("catalog.edit", form, shape, work);
  if (outcome.ok) revalidateTag(tags.prices, { expire: 0 });
  return outcome;
}
