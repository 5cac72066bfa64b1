"use server";

import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { tellChange } from "#app/_lib/last-change";
import { type Signed, staffAction, Whole } from "#app/_lib/staff-action";
import { countMessage } from "./count-message";

const Change = z.object({ sku: z.string(), cause: z.string("Enter a reason.") });
const Arrival = Change.extend({ quantity: Whole("Enter the quantity received.") });
const Adjustment = Change.extend({ by: Whole("Enter the change, for example -2.") });

const Count = Change.extend({ counted: Whole("Enter the quantity in the warehouse.") });

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

/** Tells what became of the stock of a SKU, with its undo, which takes the duty to adjust stock. */
async function tell(act: "receive" | "adjust" | "count", sku: string, { requestId }: Signed) {
  const auditId = Audit.idOf(`stock.${act}`, `stock:${sku}`, `staff:${requestId}`);
  await tellChange({ id: requestId, label: `The stock of ${sku} has changed.`, tone: "good", auditId });
}

export const receive: Form = async (_, form) =>
  staffAction("stock.receive", form, Arrival, async (input, by) => {
    await Admin.receive({ ...input, ...by });
    await tell("receive", input.sku, by);
  });

export const adjust: Form = async (_, form) =>
  staffAction("stock.adjust", form, Adjustment, async (input, by) => {
    await Admin.adjust({ ...input, ...by });
    await tell("adjust", input.sku, by);
  });

export const count: Form = async (_, form) => {
  let message = "";
  const outcome = await staffAction("stock.adjust", form, Count, async (input, by) => {
    message = countMessage(await Admin.count({ ...input, ...by }));
    await tell("count", input.sku, by);
  });
  return outcome.ok ? { ...outcome, message } : outcome;
};

const Kind = z.enum(["count", "receive", "adjust"]).catch("count");
const Changed = z.object({
  sku: z.string(),
  cause: z.string("Enter a reason."),
  number: Whole("Enter a whole number."),
});

/** Counts, receives or adjusts a SKU from the list: `kind` says which. */
export const change: Form = async (_, form) => {
  const kind = Kind.parse(form instanceof FormData ? form.get("kind") : null);
  let message = "";
  const gate = kind === "receive" ? "stock.receive" : "stock.adjust";
  const outcome = await staffAction(gate, form, Changed, async ({ number, ...input }, by) => {
    message = await changes[kind](number, { ...input, ...by });
    await tell(kind, input.sku, by);
  });
  if (outcome.ok) return { ...outcome, message };
  const wrong = ["quantity", "by", "counted"].map((name) => outcome.fields?.[name]).find(Boolean);
  return wrong ? { ...outcome, fields: { number: wrong } } : outcome;
};

type Act = { sku: string; cause: string; actor: string; requestId: string };

const changes = {
  count: async (counted: number, act: Act) => countMessage(await Admin.count({ ...act, counted })),
  receive: async (quantity: number, act: Act) => {
    await Admin.receive({ ...act, quantity });
    return `${quantity} received.`;
  },
  adjust: async (by: number, act: Act) => {
    await Admin.adjust({ ...act, by });
    return `The stock has been adjusted by ${by}.`;
  },
};
