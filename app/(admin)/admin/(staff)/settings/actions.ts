"use server";

import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";

/** Settings of the form. A missing choice is an error, not the default. */
const Returns = z.object({
  refundDelivery: Settings.groups.returns.shape.refundDelivery.unwrap(),
  seen: Whole("Reload the page."),
});

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const changeReturns: Form = async (_, form) =>
  staffAction("settings.change", form, Returns, ({ seen, ...change }, by) =>
    Settings.change("returns", change, { ...by, seen }),
  );
