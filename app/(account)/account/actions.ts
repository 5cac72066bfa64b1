"use server";

import { Customer } from "@securecart/core/customer";
import { SavedCards } from "@securecart/core/saved-cards";
import { refresh } from "next/cache";
import { z } from "zod";
import { attemptForm } from "#app/_lib/account-form";
import { fields, type Outcome } from "#app/_lib/attempt";
import { requireCustomer } from "#app/_lib/customer-session";

const Profile = z.object({ name: z.string(), phone: z.string() });

export async function saveProfile(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from: "/account" });
  return attemptForm(form, async () => {
    await Customer.setProfile({ customerId, ...Profile.parse(fields(form)) });
    await SavedCards.update({ customerId });
    refresh();
  });
}
