"use server";

import { Admin } from "@securecart/core/admin";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { countMessage } from "./count-message";

const Change = z.object({ sku: z.string(), cause: z.string("Enter a reason.") });
const Arrival = Change.extend({ quantity: Whole("Enter the quantity received.") });
const Adjustment = Change.extend({ by: Whole("Enter the change, for example -2.") });

const Count = Change.extend({ counted: Whole("Enter the quantity in the warehouse.") });

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const receive: Form = async (_, form) =>
  staffAction("stock.receive", form, Arrival, (input, by) => Admin.receive({ ...input, ...by }));

export const adjust: Form = async (_, form) =>
  staffAction("stock.adjust", form, Adjustment, (input, by) => Admin.adjust({ ...input, ...by }));

export const count: Form = async (_, form) => {
  let message = "";
  const outcome = await staffAction("stock.adjust", form, Count, async (input, by) => {
    message = countMessage(await Admin.count({ ...input, ...by }));
  });
  return outcome.ok ? { ...outcome, message } : outcome;
};
