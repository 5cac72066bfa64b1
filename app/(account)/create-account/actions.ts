"use server";

import { Customer } from "@securecart/core/customer";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptForm } from "#app/_lib/account-form";
import { fields, type Outcome } from "#app/_lib/attempt";
import { challengeInCookie, keepChallenge } from "#app/_lib/challenge-cookie";
import { completeSignIn } from "#app/_lib/complete-sign-in";
import { markBrowser } from "#app/_lib/customer-session";
import { askAboutEmail, withChosenEmail } from "#app/_lib/email-check";
import { safePath } from "#app/_lib/safe-path";
import { withFrom } from "../_parts/narrow-page";

/** Shapes only; the domain checks the rules. */
const Text = z.string();
const Asked = z.object({ name: Text, email: Text, password: Text });
const Answer = z.object({ code: Text });
const Link = z.object({ token: Text, password: Text });

export async function createAccount(_previous: Outcome | null, sent: FormData): Promise<Outcome> {
  const form = withChosenEmail(sent);
  return attemptForm(form, async () => {
    const asked = Asked.parse(fields(form));
    askAboutEmail(form);
    const { challengeId } = await Customer.requestSignUp({ ...asked, browser: await markBrowser() });
    await keepChallenge(challengeId);
    redirect(withFrom("/create-account/verify", safePath(form.get("from"), "/account")));
  });
}

export async function verify(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const { code } = Answer.parse(fields(form));
    const challengeId = (await challengeInCookie()) || redirect("/create-account");
    await completeSignIn(
      await Customer.signUpByCode({ challengeId, code, browser: await markBrowser() }),
      form.get("from"),
    );
  });
}

export async function confirm(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const given = Link.parse(fields(form));
    await completeSignIn(await Customer.signUpByLink({ ...given, browser: await markBrowser() }), null);
  });
}
