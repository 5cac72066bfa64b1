"use server";

import { Admin } from "@securecart/core/admin";
import { Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { listForm } from "./form";

const shop = async () => ({ zone: await Settings.timeZone(), currencies: await Shop.currencies() });

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const create: Action = async (_, form) => {
  const shape = listForm(await shop());
  return staffAction("catalog.edit", form, shape, async (terms, by) => {
    const { listId } = await Admin.createPriceList({ terms, ...by });
    redirect(`/admin/price-lists/${listId}?done=created`);
  });
};

const Ref = z.object({ listId: z.string(), seen: Whole("Reload the page.") });

export const change: Action = async (_, form) => {
  const ref = Ref.safeParse(form instanceof FormData ? Object.fromEntries(form) : {}).data;
  const shape = listForm(await shop());
  return staffAction("catalog.edit", form, shape, (terms, by) =>
    Admin.changePriceList({ ...Ref.parse(ref && { ...ref, seen: `${ref.seen}` }), terms, ...by }),
  );
};

export const archive: Action = async (_, form) =>
  staffAction("catalog.edit", form, Ref, (input, by) => Admin.archivePriceList({ ...input, ...by }));

export const restore: Action = async (_, form) =>
  staffAction("catalog.edit", form, Ref, (input, by) => Admin.restorePriceList({ ...input, ...by }));
