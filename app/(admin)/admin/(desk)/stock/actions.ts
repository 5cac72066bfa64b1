"use server";

import { Admin } from "@securecart/core/admin";
import { z } from "zod";
import type { Outcome } from "../../../../_lib/attempt";
import { staffAction, Whole } from "../../../../_lib/staff-action";

const Change = z.object({ sku: z.string(), cause: z.string("Give a reason.") });
const Arrival = Change.extend({ quantity: Whole("Enter how many arrived.") });
const Count = Change.extend({ by: Whole("Enter how many more or fewer there are, like -2.") });

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const receive: Form = async (_, form) =>
  staffAction("stock.receive", form, Arrival, (input, by) => Admin.receive({ ...input, ...by }));

export const adjust: Form = async (_, form) =>
  staffAction("stock.adjust", form, Count, (input, by) => Admin.adjust({ ...input, ...by }));
