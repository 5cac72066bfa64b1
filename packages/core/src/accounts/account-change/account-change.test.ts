import { randomUUID } from "node:crypto";
import { AccountChange } from "@securecart/core/account-change";
import { AccountEmail } from "@securecart/core/account-email";
import { Challenge } from "@securecart/core/challenge";
import { Clock } from "@securecart/core/clock";
import { Customer } from "@securecart/core/customer";
import { Id } from "@securecart/core/id";
import { Log } from "@securecart/core/log";
import { Passkey } from "@securecart/core/passkey";
import { Queue } from "@securecart/core/queue";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import { Totp } from "@securecart/core/totp";
import { afterEach, expect, test, vi } from "vitest";
import { browser, challengeEmails, customer, emailsOf, password, someone } from "#test/accounts";
import { authenticator } from "#test/authenticator";
import { AccountChangeEntity } from "./account-change.entity";

afterEach(() => vi.useRealTimers());

const device = "Firefox on Linux";
const code = (name: string) => expect.objectContaining({ code: name });
const changesOf = async (subject: string) =>
  (await AccountChange.list({ subject })).map(({ change }) => change);

/** Returns the messages of the queue about an account, oldest first. */
const messagesOf = async (subject: string) => {
  const { data } = await AccountChangeEntity.query.bySubject({ subject }).go({ pages: "all" });
  return data.map(({ noticeId }) => ({ kind: "account_change", subject, noticeId }) as const);
};

/** Creates a customer who has just authenticated. */
async function authenticated() {
  const made = await customer();
  return { ...made, authenticatedAt: Clock.iso(), browser: made.from };
}

async function newPasskey(subject: string) {
  const passkey = authenticator({ origin: Shop.url() });
  const { challengeId, options } = await Passkey.registration({ subject, name: "ada@example.com" });
  return { challengeId, response: passkey.create(options), credentialId: passkey.credentialId };
}

test("a customer is notified once of each change of how the account is opened, with time and device", async () => {
  const ada = await authenticated();
  const { customerId, email } = ada;
  const { credentialId, ...made } = await newPasskey(customerId);
  await Customer.addPasskey({ ...ada, ...made });
  await Customer.removePasskey({ ...ada, credentialId });
  await Customer.connect({ ...ada, provider: "google", subject: randomUUID() });
  await Customer.disconnect({ ...ada, provider: "google" });
  await Customer.changePassword({ ...ada, current: password, password: "seven red boats at noon" });
  const { challengeId } = await Challenge.create({ purpose: "reset", email });
  await challengeEmails(challengeId);
  await Customer.reset({ ...ada, token: Challenge.token(challengeId), password: "seven grey boats at noon" });
  await Customer.endSessions(ada);
  expect(await changesOf(customerId)).toEqual([
    "sessions_ended",
    "password_reset",
    "password_changed",
    "google_disconnected",
    "google_connected",
    "passkey_removed",
    "passkey_added",
  ]);
  for (const message of await messagesOf(customerId)) {
    const emails = await emailsOf(message);
    expect(emails).toMatchObject([
      { to: email, name: "Ada Lovelace", device, isStaff: false, link: `${Shop.url()}/reset` },
    ]);
    expect(Date.parse(emails[0]?.at ?? "")).toBeGreaterThan(Date.now() - 60_000);
    expect(await emailsOf(message), "the same message again").toEqual([]);
  }
});

test("a customer without a password is notified of the first one", async () => {
  const google = { provider: "google", emailVerified: true, name: "Ada" } as const;
  const from = browser();
  const { customerId, token } = await Customer.signInByIdentity({
    ...google,
    subject: randomUUID(),
    email: someone(),
    browser: from,
  });
  const sessionId = token.split(".")[1] ?? "";
  const who = { customerId, sessionId, authenticatedAt: Clock.iso(), browser: from };
  await Customer.changePassword({ ...who, password: "seven red boats at noon" });
  expect(await changesOf(customerId)).toEqual(["password_chosen"]);
});

test("both mailboxes are notified of an email change, and the new one of later changes", async () => {
  const ada = await authenticated();
  const { customerId, email: before } = ada;
  const email = someone();
  const { challengeId } = await Customer.requestEmailChange({ ...ada, email });
  await challengeEmails(challengeId);
  const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
  await Customer.confirmEmailChange({ ...ada, challengeId, ...codes });
  await Customer.endSessions(ada);
  const sent = (await AccountChange.list({ subject: customerId })).map(({ change, to }) => `${change} ${to}`);
  expect(sent.sort()).toEqual(
    [`email_changed ${email}`, `email_left ${before}`, `sessions_ended ${email}`].sort(),
  );
});

test("an email goes to the address at the time of the change, also when it is sent after an email change", async () => {
  const ada = await authenticated();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  const email = someone();
  const { challengeId } = await Customer.requestEmailChange({ ...ada, email });
  await challengeEmails(challengeId);
  const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
  await Customer.confirmEmailChange({ ...ada, challengeId, ...codes });
  expect(message && (await emailsOf(message))).toMatchObject([{ to: ada.email }]);
});

test("an action that changes nothing sends no email", async () => {
  const ada = await authenticated();
  const { customerId } = ada;
  const subject = randomUUID();
  await Customer.removePasskey({ ...ada, credentialId: "nobodys" });
  await Customer.disconnect({ ...ada, provider: "google" });
  await expect(Customer.changePassword({ ...ada, current: "wrong", password: "a new one" })).rejects.toEqual(
    code("customer.wrong_password"),
  );
  await expect(
    Customer.removePasskey({ ...ada, authenticatedAt: Clock.iso(-3600), credentialId: "any" }),
  ).rejects.toEqual(code("customer.prove_again"));
  expect(await changesOf(customerId)).toEqual([]);
  await Promise.all([1, 2, 3].map(() => Customer.connect({ ...ada, provider: "google", subject })));
  await Customer.connect({ ...ada, provider: "google", subject });
  await Promise.all([1, 2, 3].map(() => Customer.disconnect({ ...ada, provider: "google" })));
  expect(await changesOf(customerId)).toEqual(["google_disconnected", "google_connected"]);
});

test("a staff member is notified of each change of how they sign in, with a link into the admin", async () => {
  const [email, key] = [someone(), Totp.newKey()];
  const { staffId } = await Staff.ensure({ email, password, roles: ["support"], key });
  const place = () => ({ origin: `203.0.113.7 ${randomUUID()}`, device });
  const half = await Staff.signIn({ email, password, ...place() });
  const proof = { method: "totp", code: Totp.codeOf(key) } as const;
  const { token, sessionId } = await Staff.complete({ ...half, proof, ...place() });
  const { credentialId, ...made } = await newPasskey(staffId);
  await Staff.enrollPasskey({ ...made, label: "Key", token, ...place() });
  await Staff.newRecoveryCodes({ staffId, device });
  await Staff.removeFactor({ staffId, device });
  const offer = await Totp.enroll({ subject: staffId, name: email });
  await Staff.enrollApp({ token, code: Totp.codeOf(offer.key.replaceAll(" ", "")), ...place() });
  await Staff.removeFactor({ staffId, credentialId, device });
  await Staff.changePassword({ token, current: password, password: "another long sentence", ...place() });
  await Staff.endSessions({ staffId, sessionId: Id.create("session"), except: sessionId, device });
  await Staff.endSessions({ staffId, except: sessionId, device });
  await Staff.forgetFactors({ staffId });
  expect(await changesOf(staffId)).toEqual([
    "factors_forgotten",
    "sessions_ended",
    "password_changed",
    "passkey_removed",
    "app_added",
    "app_removed",
    "codes_renewed",
    "passkey_added",
  ]);
  const [newest] = (await messagesOf(staffId)).reverse();
  expect(newest && (await emailsOf(newest))).toMatchObject([
    {
      to: email,
      isStaff: true,
      device: null,
      name: null,
      kind: "factors_forgotten",
      link: `${Shop.url()}/admin/security`,
    },
  ]);
});

test("the invited address is notified of an accepted invitation", async () => {
  const email = someone();
  const { staffId } = await Staff.invite({ email, roles: ["support"], actor: "staff:owner@example.com" });
  const invitation = await Staff.createInvitation({ staffId });
  await Staff.accept({ token: invitation?.link.split("/").at(-1) ?? "", password, device });
  expect(await AccountChange.list({ subject: staffId })).toMatchObject([
    { change: "password_chosen", to: email },
  ]);
});

test("twenty simultaneous messages of a change send one email, and a failed email is sent by the next message", async () => {
  const ada = await authenticated();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  if (!message) throw new Error("There is no message.");
  const failing = AccountEmail.send(message, () =>
    Promise.reject(new Error("The email cannot be composed.")),
  );
  await expect(failing).rejects.toThrow("The email cannot be composed.");
  const sent = await Promise.allSettled(Array.from({ length: 20 }, () => emailsOf(message)));
  expect(sent.flatMap((one) => (one.status === "fulfilled" ? one.value : []))).toHaveLength(1);
  expect(await AccountChange.list({ subject: ada.customerId })).toMatchObject([
    { sentAt: expect.any(String) },
  ]);
});

test("the lease of a sender that died ends after a minute", async () => {
  const ada = await authenticated();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  if (!message) throw new Error("There is no message.");
  const { subject, noticeId } = message;
  await AccountChangeEntity.patch({ subject, noticeId })
    .set({ leaseUntil: Clock.iso(60) })
    .go();
  await expect(emailsOf(message)).rejects.toThrow("another process");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  expect(await emailsOf(message)).toHaveLength(1);
});

test("no email is sent after its owner was forgotten", async () => {
  const ada = await authenticated();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  expect(await AccountChange.forget({ subject: ada.customerId })).toBe(1);
  expect(message && (await emailsOf(message))).toEqual([]);
});

test("a change succeeds and returns its result while the queue is unavailable", async () => {
  const [email, key] = [someone(), Totp.newKey()];
  const { staffId } = await Staff.ensure({ email, password, roles: ["support"], key });
  const away = vi.spyOn(Queue, "send").mockRejectedValue(new Error("The queue is away."));
  const logged = vi.spyOn(Log, "error").mockReturnValue();
  const codes = await Staff.newRecoveryCodes({ staffId, device });
  expect(logged).toHaveBeenCalledWith("account_change.not_posted", expect.any(Error), expect.anything());
  away.mockRestore();
  logged.mockRestore();
  expect(codes).toHaveLength(10);
  expect(await changesOf(staffId)).toEqual(["codes_renewed"]);
});
