"use server";

import { Customer } from "@securecart/core/customer";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answered } from "../../_lib/account-form";
import { fields, type Outcome } from "../../_lib/attempt";
import { challengeInCookie, keepChallenge } from "../../_lib/challenge-cookie";
import { endCustomer, markBrowser } from "../../_lib/customer-session";
import { enter } from "../../_lib/enter";
import { safePath } from "../../_lib/safe-path";
import { withFrom } from "../_parts/door";

/** Shapes only: the domain checks the rules. */
const Text = z.string().max(1_000);
const Credentials = z.object({ email: Text, password: Text });
const Address = z.object({ email: Text });
const Answer = z.object({ code: Text });
const Link = z.object({ token: Text });

export async function signIn(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return answered(form, async () => {
    const credentials = Credentials.parse(fields(form));
    await enter(await Customer.signIn({ ...credentials, browser: await markBrowser() }), form.get("from"));
  });
}

export async function sendCode(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return answered(form, async () => {
    const { email } = Address.parse(fields(form));
    const { challengeId } = await Customer.requestCode({ email, browser: await markBrowser() });
    await keepChallenge(challengeId);
    redirect(withFrom("/sign-in/code/enter", safePath(form.get("from"), "/account")));
  });
}

export async function enterCode(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return answered(form, async () => {
    const { code } = Answer.parse(fields(form));
    const challengeId = await theChallenge("/sign-in/code");
    await enter(
      await Customer.signInByCode({ challengeId, code, browser: await markBrowser() }),
      form.get("from"),
    );
  });
}

export async function followLink(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return answered(form, async () => {
    const { token } = Link.parse(fields(form));
    await enter(await Customer.signInByLink({ token, browser: await markBrowser() }), null);
  });
}

export async function signOut() {
  await endCustomer();
  redirect("/sign-in?done=signed-out");
}

/** What this browser asked for; whoever asked for nothing begins anew. */
async function theChallenge(start: string) {
  return (await challengeInCookie()) || redirect(start);
}
