"use server";

import { Alerts } from "@securecart/core/alert";
import { Customer } from "@securecart/core/customer";
import { DomainError } from "@securecart/core/error";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { shopCurrency } from "#app/_lib/cached";
import { clientAddress } from "#app/_lib/client-address";
import { readCustomer } from "#app/_lib/customer-session";

const Request = z.object({
  kind: z.enum(Alerts.kinds),
  slug: z.string().max(200),
  sku: z.string().max(60).optional(),
  email: z.string("Enter your email address.").max(1_000),
});

/** Requests an email when an item is available again or its price falls. */
export async function requestAlert(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  let message = "";
  const outcome = await attempt(async () => {
    const input = Request.parse(fields(form));
    const customer = await readCustomer({ quiet: true });
    const profile = customer && (await Customer.byId(customer));
    const state = await Alerts.request({
      ...input,
      ownEmail: profile?.email ?? null,
      currency: await shopCurrency(),
      from: await clientAddress(),
    });
    message =
      state === "waiting"
        ? "We'll email you once, when it happens."
        : "Please confirm your address with the link in our email of today. Then we'll tell you when it happens.";
  });
  return outcome.ok ? { ok: true, message } : { ...outcome, values: typed(form) };
}

const Access = z.object({
  token: z.string().max(200),
  all: z.literal("1").optional(),
  /** Alerts of the form: one ticked checkbox arrives as a string, several as a list. */
  alertIds: z.preprocess((sent) => (sent === undefined ? [] : [sent].flat()), z.array(z.string())),
});

/** Opens the link of an email. Throws `alert.link_over` for another text. */
function opened(form: FormData) {
  const { token, all, alertIds } = Access.parse(fields(form));
  const found = Alerts.open(token);
  if (!found) throw new DomainError("not_found", "alert.link_over", "This link is not valid.");
  return { ...found, token, all: all === "1", alertIds };
}

/** Confirms the alerts that the reader of the link chose. */
export const confirmAlerts = async (_previous: Outcome | null, form: FormData): Promise<Outcome> =>
  attempt(async () => {
    const { id, token, alertIds } = opened(form);
    await Alerts.confirm({ confirmationId: id, alertIds });
    redirect(`/alerts/${token}?done=1`);
  });

/** Ends the alert of the link, or all alerts of its address. */
export const stopAlerts = async (_previous: Outcome | null, form: FormData): Promise<Outcome> =>
  attempt(async () => {
    const { id, token, all } = opened(form);
    await Alerts.stop({ alertId: id, all });
    redirect(`/alerts/${token}?done=1`);
  });
