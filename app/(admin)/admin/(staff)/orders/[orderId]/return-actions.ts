"use server";

import { Admin } from "@securecart/core/admin";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction } from "#app/_lib/staff-action";

const Ref = z.object({ orderId: z.string(), returnId: z.string() });
const WithAnswer = Ref.extend({ answer: z.string("Enter a reason or the return address.") });
const Parcel = Ref.extend({ restock: z.literal("on").optional() });

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const approveReturn: Form = async (_, form) =>
  staffAction("returns.decide", form, WithAnswer, (input, by) =>
    Admin.decideReturn({ ...input, ...by, approved: true }),
  );

export const declineReturn: Form = async (_, form) =>
  staffAction("returns.decide", form, WithAnswer, (input, by) =>
    Admin.decideReturn({ ...input, ...by, approved: false }),
  );

export const receiveReturn: Form = async (_, form) =>
  staffAction("returns.receive", form, Parcel, ({ restock, ...input }, by) =>
    Admin.receiveReturn({ ...input, ...by, restock: restock === "on" }),
  );

export const closeReturn: Form = async (_, form) =>
  staffAction("returns.decide", form, WithAnswer, (input, by) => Admin.closeReturn({ ...input, ...by }));
