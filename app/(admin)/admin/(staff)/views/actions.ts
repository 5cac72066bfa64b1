"use server";

import { Admin } from "@securecart/core/admin";
import { Staff } from "@securecart/core/staff";
import { Views } from "@securecart/core/views";
import { refresh } from "next/cache";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { requireSignedIn, requireStaff } from "#app/_lib/staff-session";

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

/** Duty that each list takes. */
const duties = {
  products: "catalog.read",
  stock: "stock.read",
  orders: "orders.read",
  discounts: "discounts.read",
} as const;

const List = z.object({ list: z.enum(Views.lists), requestId: z.uuid() });

type By = { staffId: string; actor: string; requestId: string; isOwner: boolean };

/** Runs a change of a view of one's own; the list decides which duty that takes. */
async function onView<Shape extends z.ZodType>(
  form: FormData,
  shape: Shape,
  work: (input: z.output<Shape>, list: Views.List, by: By) => Promise<unknown>,
): Promise<Outcome> {
  await requireSignedIn({ from: "/admin" });
  const outcome = await attempt(async () => {
    const sent = fields(form);
    const { list, requestId } = List.parse(sent);
    const staff = await requireStaff({ may: duties[list] });
    const { staffId, roles } = staff;
    const by = { staffId, actor: Staff.actorOf(staff), requestId, isOwner: roles.includes("owner") };
    await work(shape.parse(sent), list, by);
  });
  refresh();
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

const name = Views.save.schema.shape.name;
const NewView = z.object({ name, query: Views.save.schema.shape.query, shared: z.literal("on").optional() });

export const saveView: Action = async (_, form) =>
  onView(form, NewView, ({ shared, ...view }, list, { isOwner: __, ...by }) =>
    Admin.saveView({ ...view, ...by, list, isShared: shared === "on" }),
  );

const Ref = z.object({ viewId: z.string() });

export const renameView: Action = async (_, form) =>
  onView(form, Ref.extend({ name }), (view, list, by) => Admin.renameView({ ...view, ...by, list }));

export const removeView: Action = async (_, form) =>
  onView(form, Ref, (view, list, by) => Admin.removeView({ ...view, ...by, list }));
