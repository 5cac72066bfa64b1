"use server";

import { SavedCards } from "@securecart/core/saved-cards";
import { refresh } from "next/cache";
import { z } from "zod";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { requireCustomer } from "#app/_lib/customer-session";

const from = "/account/cards";
const Ref = z.object({ cardId: z.string("Choose a card.").max(210) });

export async function makeDefault(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from });
  const outcome = await attempt(() => SavedCards.setDefaultCard({ customerId, ...Ref.parse(fields(form)) }));
  refresh();
  return outcome;
}

export async function removeCard(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from });
  const outcome = await attempt(() => SavedCards.removeCard({ customerId, ...Ref.parse(fields(form)) }));
  refresh();
  return outcome;
}
