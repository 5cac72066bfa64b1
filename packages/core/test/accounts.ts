import { randomUUID } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import { type AccountContent, AccountEmail } from "@securecart/core/account-email";
import { Challenge } from "@securecart/core/challenge";
import { Customer } from "@securecart/core/customer";

export const someone = () => `${randomUUID()}@example.com`;
export const password = "seven green boats at noon";

/** Creates an unknown device in an unknown network. */
export const browser = (over: { origin?: string; known?: string } = {}) => ({
  origin: `198.51.100.7 ${randomUUID()}`,
  device: "Firefox on Linux",
  known: randomUUID(),
  ...over,
});

/** Sends the emails of a message as the queue's consumer does, and returns their content. */
export async function emailsOf(message: Parameters<typeof AccountEmail.send>[0]) {
  const sent: AccountContent[] = [];
  await AccountEmail.send(message, async (content) => {
    sent.push(content);
    return { subject: content.kind, html: `<p>${content.kind}</p>`, text: content.kind };
  });
  return sent;
}

export const challengeEmails = (challengeId: string) => emailsOf({ kind: "challenge", challengeId });

/** Creates a customer who is signed in. */
export async function customer({ email = someone(), from = browser() } = {}) {
  const asked = await Customer.requestSignUp({ name: "Ada Lovelace", email, password, browser: from });
  await challengeEmails(asked.challengeId);
  const code = Challenge.code(asked.challengeId);
  const opened = await Customer.signUpByCode({ ...asked, code, browser: from });
  return { ...opened, sessionId: opened.token.split(".")[1] ?? "", password, from };
}

/** Returns the requests to the table and to the queues that some work makes, sorted by name. */
export async function requestsOf(work: () => Promise<unknown>) {
  const seen: string[] = [];
  const started = channel("http.client.request.start");
  const note = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    seen.push(String(request.getHeader("x-amz-target") ?? request.path));
  };
  started.subscribe(note);
  try {
    await work().catch(() => undefined);
  } finally {
    started.unsubscribe(note);
  }
  return seen.sort();
}
