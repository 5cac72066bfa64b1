"use server";

import { Customer } from "@securecart/core/customer";
import { Id } from "@securecart/core/id";
import { Passkey } from "@securecart/core/passkey";
import { SavedCards } from "@securecart/core/saved-cards";
import { Session } from "@securecart/core/session";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptForm } from "#app/_lib/account-form";
import { afterSignIn } from "#app/_lib/after-sign-in";
import { attempt, fields, type Outcome } from "#app/_lib/attempt";
import { challengeInCookie, dropChallenge, keepChallenge } from "#app/_lib/challenge-cookie";
import {
  browserOf,
  endCustomer,
  markBrowser,
  requireCustomer,
  sessionToken,
} from "#app/_lib/customer-session";
import { askAboutEmail, withChosenEmail } from "#app/_lib/email-check";
import { safePath } from "#app/_lib/safe-path";
import { goToGoogle } from "#app/(account)/sign-in/actions";

const home = "/account/security";
const email = `${home}/email`;

/** Shapes only; the domain checks the rules. */
const Text = z.string();
const Passwords = z.object({ current: Text.optional(), password: Text });
const Address = z.object({ email: Text });
const Codes = z.object({ code: Text, codeBefore: Text });
const Proof = z.union([z.object({ password: Text }), z.object({ code: Text })]);
const OneSession = z.object({ sessionId: Id.schema("session") });
const NewPasskey = z.object({ challengeId: Text, response: z.string().max(20_000) });
const OnePasskey = z.object({ credentialId: Text });

export async function changePassword(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const session = await requireCustomer({ from: `${home}/password` });
  const outcome = await attemptForm(form, async () => {
    await Customer.changePassword({
      ...session,
      ...Passwords.parse(fields(form)),
      browser: await markBrowser(),
    });
  });
  return outcome.ok ? redirect(`${home}?done=password`) : proved(outcome, `${home}/password`);
}

export async function requestEmailChange(_previous: Outcome | null, sent: FormData): Promise<Outcome> {
  const session = await requireCustomer({ from: email });
  const form = withChosenEmail(sent);
  const outcome = await attemptForm(form, async () => {
    const { email } = Address.parse(fields(form));
    askAboutEmail(form);
    const { challengeId } = await Customer.requestEmailChange({
      ...session,
      email,
      browser: await markBrowser(),
    });
    await keepChallenge(challengeId);
  });
  return outcome.ok ? redirect(`${email}/confirm`) : proved(outcome, email);
}

export async function confirmEmailChange(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const session = await requireCustomer({ from: email });
  const outcome = await attemptForm(form, async () => {
    const codes = Codes.parse(fields(form));
    const challengeId = (await challengeInCookie()) || redirect(email);
    const browser = await markBrowser();
    const moved = await Customer.confirmEmailChange({ ...session, ...codes, challengeId, browser });
    await dropChallenge();
    await afterSignIn({ customerId: session.customerId, verifiedEmail: moved.email });
    await SavedCards.update(session);
  });
  return outcome.ok ? redirect(`${home}?done=email`) : outcome;
}

/** Confirms the customer's identity again and redirects back to what they wanted to do. */
export async function prove(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from: home });
  return attemptForm(form, async () => {
    const given = Proof.parse(fields(form));
    const proof = "code" in given ? { ...given, challengeId: await challengeInCookie() } : given;
    const method = await Customer.prove({ customerId, proof, browser: await markBrowser() });
    await Session.confirm({ token: await sessionToken(), audience: "shop", method });
    redirect(safePath(form.get("from"), home));
  });
}

/** Sends a code to the customer's own address, for a customer without a password or who forgot it. */
export async function sendProof(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from: home });
  return attemptForm(form, async () => {
    const profile = (await Customer.byId({ customerId })) ?? redirect("/sign-in");
    const browser = await markBrowser();
    const { challengeId } = await Customer.requestCode({ email: profile.email, browser });
    await keepChallenge(challengeId);
    const from = encodeURIComponent(safePath(form.get("from"), home));
    redirect(`${home}/confirm?by=code&from=${from}`);
  });
}

export async function revokeSession(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId, sessionId: own } = await requireCustomer({ from: home });
  return attempt(async () => {
    const { sessionId } = OneSession.parse(fields(form));
    if (sessionId === own) {
      await endCustomer();
      redirect("/sign-in?done=signed-out");
    }
    await Session.revoke({ subject: customerId, sessionId });
    refresh();
  });
}

export async function signOutEverywhere() {
  const { customerId } = await requireCustomer({ from: home });
  await Customer.endSessions({ customerId, browser: await browserOf() });
  await endCustomer();
  redirect("/sign-in?done=signed-out");
}

/** Returns the options to create a passkey. Asks for identity first, in case another person uses this browser. */
export async function askForPasskey() {
  const session = await requireCustomer({ from: home });
  if (!Session.isFresh(session)) redirect(`${home}/confirm?from=${encodeURIComponent(home)}`);
  const profile = (await Customer.byId(session)) ?? redirect("/sign-in");
  return Passkey.registration({ subject: session.customerId, name: profile.email });
}

export async function addPasskey(answer: { challengeId: string; response: string }) {
  const { customerId } = await requireCustomer({ from: home });
  return attempt(async () => {
    await Customer.addPasskey({ ...NewPasskey.parse(answer), customerId, browser: await browserOf() });
    redirect(`${home}?done=passkey`);
  });
}

export async function removePasskey(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const session = await requireCustomer({ from: home });
  const outcome = await attempt(async () => {
    const passkey = OnePasskey.parse(fields(form));
    await Customer.removePasskey({ ...session, ...passkey, browser: await browserOf() });
    refresh();
  });
  return proved(outcome, home);
}

/** Redirects to Google. The callback connects the two accounts, because the customer is signed in. */
export async function connectGoogle() {
  const session = await requireCustomer({ from: home });
  if (!Session.isFresh(session)) redirect(`${home}/confirm?from=${encodeURIComponent(home)}`);
  const form = new FormData();
  form.set("from", home);
  await goToGoogle(form);
}

export async function disconnectGoogle(): Promise<Outcome> {
  const session = await requireCustomer({ from: home });
  const outcome = await attempt(async () => {
    await Customer.disconnect({ ...session, provider: "google", browser: await browserOf() });
    refresh();
  });
  return proved(outcome, home);
}

/** Redirects to the identity check when the action requires it; the check redirects back to `from`. */
function proved(outcome: Outcome, from: string): Outcome {
  if (!outcome.ok && outcome.code === "customer.prove_again")
    redirect(`${home}/confirm?from=${encodeURIComponent(from)}`);
  return outcome;
}
