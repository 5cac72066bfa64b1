"use server";

import { Admin } from "@securecart/core/admin";
import { DomainError } from "@securecart/core/error";
import { Money } from "@securecart/core/money";
import { Order } from "@securecart/core/order";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";

const Ref = z.object({ orderId: z.string() });
const WithCause = Ref.extend({ cause: z.string("Enter a reason.") });
const Decision = WithCause.extend({ seen: z.string().transform((keys) => keys.split(" ")) });
const Shipping = Ref.extend({ carrier: z.string("Enter the carrier."), tracking: z.string().default("") });
const Refund = Ref.extend({ amount: z.string().trim().default(""), reason: z.string("Enter a reason.") });
const Quantity = Whole("Enter a whole number.").pipe(z.int().min(0));

type Form = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

export const approve: Form = async (_, form) =>
  staffAction("orders.review", form, WithCause, (input, by) =>
    Admin.review({ ...input, ...by, approved: true }),
  );

export const reject: Form = async (_, form) =>
  staffAction("orders.review", form, WithCause, (input, by) =>
    Admin.review({ ...input, ...by, approved: false }),
  );

export const overrideObstacles: Form = async (_, form) =>
  staffAction("orders.override", form, Decision, (input, by) => Admin.overrideObstacles({ ...input, ...by }));

export const pack: Form = async (_, form) =>
  staffAction("orders.pack", form, Ref, (input, by) => Admin.pack({ ...input, ...by }));

export const ship: Form = async (_, form) =>
  staffAction("orders.ship", form, Shipping, (input, by) => Admin.ship({ ...input, ...by }));

export const deliver: Form = async (_, form) =>
  staffAction("orders.ship", form, Ref, (input, by) => Admin.deliver({ ...input, ...by }));

export const cancel: Form = async (_, form) =>
  staffAction("orders.cancel", form, WithCause, (input, by) => Admin.cancel({ ...input, ...by }));

export const checkTaxId: Form = async (_, form) =>
  staffAction("orders.refund", form, Ref, (input, by) => Admin.checkTaxId({ ...input, ...by }));

export const refund: Form = async (_, form) =>
  staffAction("orders.refund", form, Refund, async ({ orderId, amount, reason }, by) => {
    const { currency } = await Order.require(Order.byId.schema.parse({ orderId }).orderId);
    const money = amount === "" ? undefined : Money.minor(amount, currency);
    if (money === null)
      throw new DomainError(
        "input",
        "admin.not_an_amount",
        `“${amount}” is not a valid amount in ${currency}.`,
      );
    await Admin.refund({
      orderId,
      reason,
      lines: linesOf(form),
      ...(money !== undefined && { amount: money }),
      ...by,
    });
  });

/** Returns the lines to refund, from the fields `quantity:<sku>` and `restock:<sku>`. */
function linesOf(form: FormData) {
  return [...form.keys()]
    .filter((name) => name.startsWith("quantity:"))
    .map((name) => name.slice("quantity:".length))
    .map((sku) => ({
      sku,
      quantity: Quantity.parse(form.get(`quantity:${sku}`) || "0"),
      restock: form.has(`restock:${sku}`),
    }))
    .filter(({ quantity }) => quantity > 0);
}
