"use server";

import { Customer } from "@securecart/core/customer";
import { Oidc } from "@securecart/core/oidc";
import { Passkey } from "@securecart/core/passkey";
import { RateLimit } from "@securecart/core/rate-limit";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptForm } from "#app/_lib/account-form";
import { attempt, fields, type Outcome, orRefusal, typed } from "#app/_lib/attempt";
import { challengeInCookie, keepChallenge } from "#app/_lib/challenge-cookie";
import { completeSignIn } from "#app/_lib/complete-sign-in";
import { browserOf, endCustomer, markBrowser } from "#app/_lib/customer-session";
import { safePath } from "#app/_lib/safe-path";
import { withFrom } from "../_parts/narrow-page";

/** Shapes only; the domain checks the rules. */
const Text = z.string();
const Credentials = z.object({ email: Text, password: Text });
const Address = z.object({ email: Text });
const Answer = z.object({ code: Text });
const Link = z.object({ token: Text });
const PasskeyAnswer = z.object({ challengeId: Text, response: z.string().max(20_000), from: Text });

export async function signIn(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const credentials = Credentials.parse(fields(form));
    await completeSignIn(
      await Customer.signIn({ ...credentials, browser: await markBrowser() }),
      form.get("from"),
    );
  });
}

export async function sendCode(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const { email } = Address.parse(fields(form));
    const { challengeId } = await Customer.requestCode({ email, browser: await markBrowser() });
    await keepChallenge(challengeId);
    redirect(withFrom("/sign-in/code/enter", safePath(form.get("from"), "/account")));
  });
}

export async function enterCode(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const { code } = Answer.parse(fields(form));
    const challengeId = await theChallenge("/sign-in/code");
    await completeSignIn(
      await Customer.signInByCode({ challengeId, code, browser: await markBrowser() }),
      form.get("from"),
    );
  });
}

export async function followLink(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  return attemptForm(form, async () => {
    const { token } = Link.parse(fields(form));
    await completeSignIn(await Customer.signInByLink({ token, browser: await markBrowser() }), null);
  });
}

/** Redirects to Google, with the state of the sign-in in cookies until the browser returns. */
export async function goToGoogle(form: FormData) {
  if (!Oidc.offered()) redirect("/sign-in");
  const { origin } = await browserOf();
  const back = safePath(typed(form).from, "/account");
  const outcome = await attempt(async () => {
    await RateLimit.takeOfNetwork({ what: "google", origin });
    const { url, tripCookies } = await Oidc.start({ back });
    const jar = await cookies();
    for (const { name, value, options } of tripCookies) jar.set(name, value, options);
    redirect(url);
  });
  if (!outcome.ok) redirect(`/sign-in?trouble=${encodeURIComponent(outcome.code)}`);
}

/** Returns the options to sign in with a passkey, or the refusal of the rate limit. */
export async function askForPasskey() {
  return orRefusal(async () => Customer.askForPasskey({ browser: await browserOf() }));
}

export async function showPasskey(answer: { challengeId: string; response: string; from: string }) {
  return attempt(async () => {
    const { from, ...shown } = PasskeyAnswer.parse(answer);
    const { subject } = await Passkey.authenticate(shown);
    const browser = await markBrowser();
    await completeSignIn(await Customer.signInAs({ customerId: subject, method: "passkey", browser }), from);
  });
}

export async function signOut() {
  await endCustomer();
  redirect("/sign-in?done=signed-out");
}

/** Returns this browser's challenge ID. Redirects to `start` when it has none. */
async function theChallenge(start: string) {
  return (await challengeInCookie()) || redirect(start);
}
