"use server";

import { Customer } from "@securecart/core/customer";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answered } from "#app/_lib/account-form";
import { fields, type Outcome } from "#app/_lib/attempt";
import { challengeInCookie, keepChallenge } from "#app/_lib/challenge-cookie";
import { markBrowser } from "#app/_lib/customer-session";
import { askAboutEmail, withChosenEmail } from "#app/_lib/email-check";
import { enter } from "#app/_lib/enter";
import { safePath } from "#app/_lib/safe-path";
import { withFrom } from "../_parts/narrow-page";

/** Shapes only; the domain checks the rules. */
const Text = z.string();
const Asked = z.object({ name: Text, email: Text, password: Text });
const Answer = z.object({ code: Text });
const Link = z.object({ token: Text, password: Text });

export async function createAccount(_previous: Outcome | null, sent: FormData): Promise<Outcome> {
  const form = withChosenEmail(sent);
  return answered(form, async () => {
    const asked = Asked.parse(fields(form));
    askAboutEmail(form);
    const { challengeId } = await Customer.requestSignUp({ ...asked, browser: await markBrowser() });
    await keepChallenge(challengeId);
    redirect(withFrom("/create-account/verify", safePath(form.get("from"), "/account")));
  });
}

export async function verify(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return answered(form, async () => {
    const { code } = Answer.parse(fields(form));
    const challengeId = (await challengeInCookie()) || redirect("/create-account");
    await enter(
      await Customer.signUpByCode({ challengeId, code, browser: await markBrowser() }),
      form.get("from"),
    );
  });
}

export async function confirm(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return answered(form, async () => {
    const given = Link.parse(fields(form));
    await enter(await Customer.signUpByLink({ ...given, browser: await markBrowser() }), null);
  });
}
