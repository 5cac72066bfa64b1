"use server";

import { Admin } from "@securecart/core/admin";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction } from "#app/_lib/staff-action";

const Ref = z.object({ orderId: z.string(), refundId: z.string() });
const Outside = Ref.extend({ reference: z.string("Enter how the money was returned.") });

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const retryRefund: Form = async (_, form) =>
  staffAction("orders.refund", form, Ref, (input, by) => Admin.retryRefund({ ...input, ...by }));

export const settleRefund: Form = async (_, form) =>
  staffAction("orders.refund", form, Outside, (input, by) => Admin.settleRefund({ ...input, ...by }));
