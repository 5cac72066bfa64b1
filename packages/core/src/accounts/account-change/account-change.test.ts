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
import { browser, challengeLetters, customer, lettersOf, password, someone } from "#test/accounts";
import { authenticator } from "#test/authenticator";
import { AccountChangeEntity } from "./account-change.entity";

afterEach(() => vi.useRealTimers());

const device = "Firefox on Linux";
const code = (name: string) => expect.objectContaining({ code: name });
const changesOf = async (subject: string) =>
  (await AccountChange.list({ subject })).map(({ change }) => change);

/** The messages that wait for whoever writes letters, oldest first. */
const messagesOf = async (subject: string) => {
  const { data } = await AccountChangeEntity.query.bySubject({ subject }).go({ pages: "all" });
  return data.map(({ noticeId }) => ({ kind: "account_change", subject, noticeId }) as const);
};

/** Somebody who proved just now who they are. */
async function member() {
  const made = await customer();
  return { ...made, authenticatedAt: Clock.iso(), browser: made.from };
}

async function newPasskey(subject: string) {
  const passkey = authenticator({ origin: Shop.url() });
  const { challengeId, options } = await Passkey.registration({ subject, name: "ada@example.com" });
  return { challengeId, response: passkey.create(options), credentialId: passkey.credentialId };
}

test("each change of how a customer's account is opened is told its owner, once, with when and where", async () => {
  const ada = await member();
  const { customerId, email } = ada;
  const { credentialId, ...made } = await newPasskey(customerId);
  await Customer.addPasskey({ ...ada, ...made });
  await Customer.removePasskey({ ...ada, credentialId });
  await Customer.connect({ ...ada, provider: "google", subject: randomUUID() });
  await Customer.disconnect({ ...ada, provider: "google" });
  await Customer.changePassword({ ...ada, current: password, password: "seven red boats at noon" });
  const { challengeId } = await Challenge.create({ purpose: "reset", email });
  await challengeLetters(challengeId);
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
    const written = await lettersOf(message);
    expect(written).toMatchObject([
      { to: email, name: "Ada Lovelace", device, office: false, link: `${Shop.url()}/reset` },
    ]);
    expect(Date.parse(written[0]?.at ?? "")).toBeGreaterThan(Date.now() - 60_000);
    expect(await lettersOf(message), "the same message again").toEqual([]);
  }
});

test("who came by Google and chooses a first password is told so", async () => {
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

test("both mailboxes hear of a move, and what changes later is told the new one", async () => {
  const ada = await member();
  const { customerId, email: before } = ada;
  const email = someone();
  const { challengeId } = await Customer.requestEmailChange({ ...ada, email });
  await challengeLetters(challengeId);
  const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
  await Customer.confirmEmailChange({ ...ada, challengeId, ...codes });
  await Customer.endSessions(ada);
  const told = (await AccountChange.list({ subject: customerId })).map(({ change, to }) => `${change} ${to}`);
  expect(told.sort()).toEqual(
    [`email_changed ${email}`, `email_left ${before}`, `sessions_ended ${email}`].sort(),
  );
});

test("a letter goes where the mailbox was when it happened, also when it is written after a move", async () => {
  const ada = await member();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  const email = someone();
  const { challengeId } = await Customer.requestEmailChange({ ...ada, email });
  await challengeLetters(challengeId);
  const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
  await Customer.confirmEmailChange({ ...ada, challengeId, ...codes });
  expect(message && (await lettersOf(message))).toMatchObject([{ to: ada.email }]);
});

test("what changed nothing is told nobody", async () => {
  const ada = await member();
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

test("each change of how a member of staff gets in is told them, with a link into the back office", async () => {
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
  expect(newest && (await lettersOf(newest))).toMatchObject([
    {
      to: email,
      office: true,
      device: null,
      name: null,
      kind: "factors_forgotten",
      link: `${Shop.url()}/admin/security`,
    },
  ]);
});

test("an answered invitation is told the invited address", async () => {
  const email = someone();
  const { staffId } = await Staff.invite({ email, roles: ["support"], actor: "staff:owner@example.com" });
  const letter = await Staff.createInvitation({ staffId });
  await Staff.accept({ token: letter?.link.split("/").at(-1) ?? "", password, device });
  expect(await AccountChange.list({ subject: staffId })).toMatchObject([
    { change: "password_chosen", to: email },
  ]);
});

test("twenty messages of one change at once write one letter; one that failed is written by the next", async () => {
  const ada = await member();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  if (!message) throw new Error("There is no message.");
  const failing = AccountEmail.send(message, () => Promise.reject(new Error("The paper is out.")));
  await expect(failing).rejects.toThrow("The paper is out.");
  const sent = await Promise.allSettled(Array.from({ length: 20 }, () => lettersOf(message)));
  expect(sent.flatMap((one) => (one.status === "fulfilled" ? one.value : []))).toHaveLength(1);
  expect(await AccountChange.list({ subject: ada.customerId })).toMatchObject([
    { sentAt: expect.any(String) },
  ]);
});

test("a sender that died is waited for a minute, then another one sends", async () => {
  const ada = await member();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  if (!message) throw new Error("There is no message.");
  const { subject, noticeId } = message;
  await AccountChangeEntity.patch({ subject, noticeId })
    .set({ leaseUntil: Clock.iso(60) })
    .go();
  await expect(lettersOf(message)).rejects.toThrow("another process");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  expect(await lettersOf(message)).toHaveLength(1);
});

test("nobody is written to who was forgotten", async () => {
  const ada = await member();
  await Customer.endSessions(ada);
  const [message] = await messagesOf(ada.customerId);
  expect(await AccountChange.forget({ subject: ada.customerId })).toBe(1);
  expect(message && (await lettersOf(message))).toEqual([]);
});

test("a queue that is away does not undo what was changed, nor hide what is shown once", async () => {
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
