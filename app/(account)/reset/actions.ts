"use server";

import { Customer } from "@securecart/core/customer";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptForm } from "#app/_lib/account-form";
import { fields, type Outcome } from "#app/_lib/attempt";
import { endCustomer, markBrowser } from "#app/_lib/customer-session";

/** Shapes only; the domain checks the rules. */
const Text = z.string();
const Address = z.object({ email: Text });
const Chosen = z.object({ token: Text, password: Text });

export async function sendLink(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const { email } = Address.parse(fields(form));
    await Customer.requestReset({ email, browser: await markBrowser() });
    redirect("/reset/sent");
  });
}

export async function choosePassword(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const chosen = Chosen.parse(fields(form));
    await Customer.reset({ ...chosen, browser: await markBrowser() });
    await endCustomer();
    redirect("/sign-in?done=reset");
  });
}
