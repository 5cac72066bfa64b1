"use server";

import { Admin } from "@securecart/core/admin";
import { Settings } from "@securecart/core/settings";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { listForm } from "./form";

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const longestList = 60_000;

/** Keeps the whole list of prices when the form is shown again. */
const withPrices = (outcome: Outcome, form: FormData): Outcome => {
  const prices = form instanceof FormData ? form.get("prices") : null;
  if (outcome.ok || typeof prices !== "string") return outcome;
  return { ...outcome, values: { ...outcome.values, prices: prices.slice(0, longestList) } };
};

export const create: Action = async (_, form) => {
  const shape = listForm(await Settings.timeZone());
  const outcome = await staffAction("catalog.edit", form, shape, async (terms, by) => {
    const { listId } = await Admin.createPriceList({ terms, ...by });
    redirect(`/admin/price-lists/${listId}?done=created`);
  });
  return withPrices(outcome, form);
};

const Ref = z.object({ listId: z.string(), seen: Whole("Reload the page.") });

export const change: Action = async (_, form) => {
  const ref = Ref.safeParse(form instanceof FormData ? Object.fromEntries(form) : {}).data;
  const shape = listForm(await Settings.timeZone());
  const outcome = await staffAction("catalog.edit", form, shape, (terms, by) =>
    Admin.changePriceList({ ...Ref.parse(ref && { ...ref, seen: `${ref.seen}` }), terms, ...by }),
  );
  return withPrices(outcome, form);
};

export const archive: Action = async (_, form) =>
  staffAction("catalog.edit", form, Ref, (input, by) => Admin.archivePriceList({ ...input, ...by }));

export const restore: Action = async (_, form) =>
  staffAction("catalog.edit", form, Ref, (input, by) => Admin.restorePriceList({ ...input, ...by }));
