"use server";

import { Admin } from "@securecart/core/admin";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { keptAction, refuseWrong, type Wrong } from "../_parts/kept-action";
import { readArea, readRegistrations } from "./values";

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const Seen = z.object({ seen: z.string() });

/** Saves where the seller is at home and registered. */
export const saveRegistrations: Form = async (_, form) =>
  keptAction("taxes", form, async (values, by) => {
    const { seen } = Seen.parse(values);
    const wrong: Wrong = {};
    const input = readRegistrations(values, wrong);
    refuseWrong(wrong);
    if (input) await Admin.saveRegistrations({ ...input, seen, ...by });
  });

/** Saves the rates of an area; a new one opens the list. */
export const saveArea: Form = async (_, form) =>
  keptAction("taxes", form, async (values, by) => {
    const { seen } = Seen.parse(values);
    const isNew = values.isNew === "yes";
    const wrong: Wrong = {};
    const entry = readArea(values, wrong);
    refuseWrong(wrong);
    if (entry) await Admin.saveTaxArea({ isNew, entry, seen, ...by });
    if (isNew) redirect("/admin/settings/taxes");
  });

export const removeArea: Form = async (_, form) =>
  keptAction("taxes", form, async (values, by) => {
    await Admin.removeTaxArea({ ...Seen.extend({ area: z.string() }).parse(values), ...by });
    redirect("/admin/settings/taxes");
  });

const Template = z.object({ template: z.enum(["europe", "states"]) });

/** Adds the rates and registrations of a template that are not there yet. */
export const applyTemplate: Form = async (_, form) =>
  keptAction("taxes", form, (values, by) => Admin.applyTaxTemplate({ ...Template.parse(values), ...by }));
