"use server";

import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";

/** The form says what was chosen: a missing choice is not the default. */
const Returns = z.object({
  refundDelivery: Settings.groups.returns.shape.refundDelivery.unwrap(),
  seen: Whole("Load the page again."),
});

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const changeReturns: Form = async (_, form) =>
  staffAction("settings.change", form, Returns, ({ seen, ...change }, by) =>
    Settings.change("returns", change, { ...by, seen }),
  );
