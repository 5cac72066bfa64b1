"use server";

import { Admin } from "@securecart/core/admin";
import { Shop } from "@securecart/core/shop";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { keptAction, refuseWrong, type Wrong } from "../_parts/kept-action";
import { readMethod } from "./method-values";
import { readCalendar, readZone } from "./zone-values";

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const Seen = z.object({ seen: z.string() });
const Zone = Seen.extend({ zoneId: z.string() });
const Method = Zone.extend({ methodId: z.string() });

const zonePage = (zoneId: string) => `/admin/settings/shipping/zones/${zoneId}`;

/** Saves a zone; a new one opens its page, where its methods are added. */
export const saveZone: Form = async (_, form) =>
  keptAction("shipping", form, async (values, by) => {
    const { zoneId, seen } = Zone.parse(values);
    const wrong: Wrong = {};
    const zone = readZone(values, wrong);
    refuseWrong(wrong);
    if (!zone) return;
    const saved = await Admin.saveZone({ zone, seen, ...(zoneId && { zoneId }), ...by });
    if (!zoneId) redirect(zonePage(saved.zoneId));
  });

export const removeZone: Form = async (_, form) =>
  keptAction("shipping", form, async (values, by) => {
    await Admin.removeZone({ ...Zone.parse(values), ...by });
    redirect("/admin/settings/shipping");
  });

export const saveMethod: Form = async (_, form) =>
  keptAction("shipping", form, async (values, by) => {
    const { zoneId, methodId, seen } = Method.parse(values);
    const wrong: Wrong = {};
    const method = readMethod(values, wrong, await Shop.currencies());
    refuseWrong(wrong);
    if (!method) return;
    await Admin.saveMethod({ zoneId, method, seen, ...(methodId && { methodId }), ...by });
    if (!methodId) redirect(zonePage(zoneId));
  });

export const removeMethod: Form = async (_, form) =>
  keptAction("shipping", form, async (values, by) => {
    const input = Method.parse(values);
    await Admin.removeMethod({ ...input, ...by });
    redirect(zonePage(input.zoneId));
  });

const Raised = z.object({ zoneId: z.string(), methodId: z.string() });

export const raiseMethod: Form = async (_, form) =>
  keptAction("shipping", form, (values, by) => Admin.raiseMethod({ ...Raised.parse(values), ...by }));

/** Saves when orders leave. */
export const saveCalendar: Form = async (_, form) =>
  keptAction("shipping", form, async (values, by) => {
    const { seen } = Seen.parse(values);
    const wrong: Wrong = {};
    const calendar = readCalendar(values, wrong);
    refuseWrong(wrong);
    if (calendar) await Admin.saveCalendar({ ...calendar, seen, ...by });
  });
