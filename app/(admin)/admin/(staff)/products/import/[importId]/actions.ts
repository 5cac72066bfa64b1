"use server";

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
    rate: z.string().default(""),
    brand: z.string().trim().max(100, "At most 100 characters.").default(""),
    category: z.string().trim().max(100, "At most 100 characters.").default(""),
    createCategories: z.string().optional(),
    withStock: z.string().optional(),
    taxClass,
    weightUnit,
  })
  .superRefine(({ others: kind, rate }, context) => {
    if (kind === "rate" && !(rateOf(rate) > 0))
      context.addIssue({ code: "custom", path: ["rate"], message: "Enter a rate, such as 0.92." });
  })
  .transform(({ importId, rate, createCategories, withStock, ...sent }) => {
    const columns = Object.fromEntries(
      Transfer.fieldNames.flatMap((name) => {
        const column = sent[`column-${name}`];
        return typeof column === "string" && /^\d{1,4}$/.test(column) ? [[name, Number(column)]] : [];
      }),
    );
    const mapping = Mapping.parse({
      ...sent,
      columns,
      ...(sent.others === "rate" && { rate: rateOf(rate) }),
      createCategories: createCategories === "on",
      withStock: withStock === "on",
    });
    return { importId, mapping };
  });

const rateOf = (text: string) => Number(text.trim().replace(",", "."));

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
