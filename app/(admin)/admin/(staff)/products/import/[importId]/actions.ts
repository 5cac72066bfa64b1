"use server";

import { Money, saleCurrencies } from "@securecart/core/money";
import { Mapping, Transfer } from "@securecart/core/transfer";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction } from "#app/_lib/staff-action";
import { requireStaff } from "#app/_lib/staff-session";

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const Ref = z.object({ importId: z.string() });

const { currency, system, others, taxClass, weightUnit } = Mapping.shape;

const MappingForm = z
  .looseObject({
    importId: z.string(),
    system,
    currency,
    others,
    brand: z.string().trim().max(100, "At most 100 characters.").default(""),
    category: z.string().trim().max(100, "At most 100 characters.").default(""),
    createCategories: z.string().optional(),
    withStock: z.string().optional(),
    taxClass,
    weightUnit,
  })
  .superRefine(({ others: kind, currency: own, ...sent }, context) => {
    if (kind !== "rate") return;
    const names = Object.keys(sent).filter((one) => /^rate([A-Z]{3})?$/.test(one));
    for (const name of names.length > 0 ? names : ["rate"])
      if (name !== `rate${own}` && !(rateOf(sent[name]) > 0))
        context.addIssue({ code: "custom", path: [name], message: "Enter a rate, such as 0.92." });
  })
  .transform(({ importId, rate: typedRate, createCategories, withStock, ...sent }) => {
    const columns = Object.fromEntries(
      Transfer.fieldNames.flatMap((name) => {
        const column = sent[`column-${name}`];
        return typeof column === "string" && /^\d{1,4}$/.test(column) ? [[name, Number(column)]] : [];
      }),
    );
    const rates = Money.amountsFor(saleCurrencies, (one) =>
      one === sent.currency ? null : rateOf(sent[`rate${one}`]) || null,
    );
    const rate = rateOf(typedRate);
    const isRate = sent.others === "rate";
    const mapping = Mapping.parse({
      ...sent,
      columns,
      ...(isRate && rate > 0 && { rate }),
      ...(isRate && Object.keys(rates).length > 0 && { rates }),
      createCategories: createCategories === "on",
      withStock: withStock === "on",
    });
    return { importId, mapping };
  });

/** Returns a rate that was typed; NaN for other text. */
const rateOf = (typed: unknown) =>
  typeof typed === "string" ? Number(typed.trim().replace(",", ".")) : Number.NaN;

/** Saves which column is which, and checks the rows. */
export const check: Action = async (_, form) =>
  staffAction("catalog.edit", form, MappingForm, async (input, by) => {
    if (input.mapping.withStock) await requireStaff({ may: "stock.adjust" });
    await Transfer.map({ ...input, ...by });
    redirect(`/admin/products/import/${input.importId}`);
  });

export const start: Action = async (_, form) =>
  staffAction("catalog.edit", form, Ref, (ref, by) => Transfer.start({ ...ref, ...by }));

export const stop: Action = async (_, form) =>
  staffAction("catalog.edit", form, Ref, (ref, by) => Transfer.stop({ ...ref, ...by }));

export const retryPictures: Action = async (_, form) =>
  staffAction("catalog.edit", form, Ref, (ref, by) => Transfer.retryPictures({ ...ref, ...by }));
