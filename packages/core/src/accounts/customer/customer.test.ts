import { AccountChange } from "@securecart/core/account-change";
import { Challenge } from "@securecart/core/challenge";
import { Customer } from "@securecart/core/customer";
import { Dynamo } from "@securecart/core/dynamo";
import { Id } from "@securecart/core/id";
import { Password } from "@securecart/core/password";
import { RateLimit } from "@securecart/core/rate-limit";
import { Session } from "@securecart/core/session";
import { Settings } from "@securecart/core/settings";
import { afterEach, expect, test, vi } from "vitest";
import { browser, challengeEmails, customer, password, requestsOf, someone } from "#test/accounts";
import { CustomerEntity } from "./customer.entity";

afterEach(() => vi.useRealTimers());

const code = (name: string) => expect.objectContaining({ code: name });
const isOpen = async (token: string) => (await Session.read({ token, audience: "shop" })) !== null;
const name = "Ada Lovelace";

/** Returns the changes of an account of which its owner was notified, with the email address. */
const notified = async (customerId: string) =>
  (await AccountChange.list({ subject: customerId })).map(({ change, to }) => `${change} ${to}`).sort();

/** Requests an account and sends the email. */
async function requested(email = someone(), chosen = password) {
  const { challengeId } = await Customer.requestSignUp({ name, email, password: chosen, browser: browser() });
  const emails = await challengeEmails(challengeId);
  return { challengeId, email, emails, code: Challenge.code(challengeId) };
}

const accountsOf = async (email: string) => {
  let found = 0;
  for await (const rows of Dynamo.scan())
    found += rows.filter((row) => row.__edb_e__ === "customer" && row.email === email).length;
  return found;
};

test("an account exists once its email address is confirmed, not before", async () => {
  const { challengeId, email, emails, code } = await requested();
  expect(emails).toMatchObject([{ kind: "sign_up", to: email, code, name }]);
  expect(await Customer.idByEmail({ email })).toBeNull();
  const { customerId, token } = await Customer.signUpByCode({ challengeId, code, browser: browser() });
  expect(await isOpen(token)).toBe(true);
  expect(await Customer.byId({ customerId })).toMatchObject({
    email,
    name,
    hasPassword: true,
    addresses: [],
  });
  expect(JSON.stringify(await Customer.byId({ customerId }))).not.toContain("argon2");
});

test("a hundred simultaneous confirmations of one address create one account", async () => {
  const email = someone();
  const passwordHash = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA";
  const challenges = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const carries = { name, passwordHash };
      const { challengeId } = await Challenge.create({ purpose: "sign_up", email, carries });
      await Challenge.arm({ challengeId });
      return challengeId;
    }),
  );
  const results = await Promise.allSettled(
    challenges.map((challengeId) =>
      Customer.signUpByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() }),
    ),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
  expect(new Set(refusals)).toEqual(new Set(["customer.exists", "throttle.too_many"]));
  expect(await accountsOf(email)).toBe(1);
});

test("a hundred simultaneous sign-ups with one address cause twenty emails at most, and no account", async () => {
  const email = someone();
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, () =>
      Customer.requestSignUp({ name, email, password, browser: { ...browser(), known: undefined } }),
    ),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(await accountsOf(email)).toBe(0);
});

test("a sign-up with an address that has an account is told so by email only", async () => {
  const { email } = await customer();
  const again = await requested(email);
  expect(again.emails).toMatchObject([{ kind: "sign_up_known", code: null }]);
  await expect(Customer.signUpByCode({ ...again, browser: browser() })).rejects.toEqual(
    code("challenge.over"),
  );
});

test("a mailbox's owner cannot confirm a stranger's sign-up without the stranger's password", async () => {
  const { challengeId, email } = await requested(someone(), "the password of a stranger");
  const token = Challenge.token(challengeId);
  const link = (typed: string) => Customer.signUpByLink({ token, password: typed, browser: browser() });
  await expect(link(password)).rejects.toEqual(code("customer.wrong_password"));
  expect(await Customer.idByEmail({ email })).toBeNull();
  await link("the password of a stranger");
  await expect(link("the password of a stranger")).rejects.toEqual(code("challenge.over"));
});

test("a password or an emailed code opens a session; a wrong password and an unknown address are refused alike", async () => {
  const { email } = await customer();
  const { token } = await Customer.signIn({ email: ` ${email.toUpperCase()}`, password, browser: browser() });
  expect(await isOpen(token)).toBe(true);
  const wrong = Customer.signIn({ email, password: "something else", browser: browser() });
  const unknown = Customer.signIn({ email: someone(), password, browser: browser() });
  const [one, other] = await Promise.all([wrong, unknown].map((attempt) => attempt.catch((error) => error)));
  expect(one).toMatchObject({ code: "customer.refused" });
  expect(other).toMatchObject({ code: one.code, message: one.message });

  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  expect(await challengeEmails(challengeId)).toMatchObject([{ kind: "sign_in", to: email }]);
  const byCode = { challengeId, code: Challenge.code(challengeId), browser: browser() };
  const opened = await Customer.signInByCode(byCode);
  expect(await Session.read({ token: opened.token, audience: "shop" })).toMatchObject({ methods: ["code"] });
  await expect(Customer.signInByCode(byCode)).rejects.toEqual(code("challenge.over"));
});

test("the code and the link of an email work once together: the first to be used uses up both", async () => {
  const { email } = await customer();
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  await challengeEmails(challengeId);
  await Customer.signInByLink({ token: Challenge.token(challengeId), browser: browser() });
  await expect(
    Customer.signInByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() }),
  ).rejects.toEqual(code("challenge.over"));
});

test("an address without an account is told so by email, and its code is refused", async () => {
  const email = someone();
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  expect(await challengeEmails(challengeId)).toMatchObject([
    { kind: "sign_in_unknown", to: email, code: null },
  ]);
  await expect(
    Customer.signInByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() }),
  ).rejects.toEqual(code("challenge.over"));
});

test("a message that is delivered twice sends one email", async () => {
  const { challengeId } = await requested();
  expect(await challengeEmails(challengeId)).toEqual([]);
});

test("the email of a deleted challenge is not sent, and its message is done", async () => {
  const { email } = await customer();
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  await Challenge.forget({ challengeId });
  expect(await challengeEmails(challengeId)).toEqual([]);
});

test("saving the profile of a deleted account is refused", async () => {
  const customerId = Id.create("customer");
  const saving = Customer.setProfile({ customerId, name, phone: "" });
  await expect(saving).rejects.toEqual(code("customer.unknown"));
});

test("a known and an unknown address cause the same requests to the table and the same messages", async () => {
  const { email } = await customer();
  const attempts = [
    (email: string) => Customer.signIn({ email, password: "not this one", browser: browser() }),
    (email: string) => Customer.requestCode({ email, browser: browser() }),
    (email: string) => Customer.requestReset({ email, browser: browser() }),
    (email: string) => Customer.requestSignUp({ name, email, password, browser: browser() }),
  ];
  const counted = (attempt: (typeof attempts)[number], email: string) => {
    Settings.forget("identity"); // or one of the two would find the shop's name in memory
    return requestsOf(() => attempt(email));
  };
  for (const attempt of attempts) {
    const known = await counted(attempt, email);
    expect(known.length).toBeGreaterThan(2);
    expect(await counted(attempt, someone())).toEqual(known);
  }
});

test("strangers who guess passwords lock out strangers, and the owner's known device still signs in", async () => {
  const { email, from } = await customer();
  const guess = () => Customer.signIn({ email, password: "a guess", browser: browser() });
  await expect(guess()).rejects.toEqual(code("customer.refused"));
  const elsewhere = () => RateLimit.take({ what: "sign_in", account: email, origin: browser().origin });
  await Promise.all(Array.from({ length: 49 }, elsewhere));
  await expect(guess()).rejects.toEqual(code("throttle.too_many"));
  await Customer.signIn({ email, password, browser: from });
  await Customer.signIn({ email, password, browser: browser({ origin: from.origin }) });
  // From an unknown network, an emailed code signs in where the password does not.
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  await challengeEmails(challengeId);
  await Customer.signInByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() });
});

test("thirty codes of an account can be guessed in a day, however many emails are requested", async () => {
  const { email, from } = await customer();
  let guesses = 0;
  const guess = async () => {
    const { challengeId } = await Challenge.create({ purpose: "sign_in", email });
    await Challenge.arm({ challengeId });
    const wrong = Challenge.code(challengeId) === "000000" ? "000001" : "000000";
    const browsers = Array.from({ length: 4 }, () => browser());
    for (const browser of browsers) {
      const attempt = Customer.signInByCode({ challengeId, code: wrong, browser });
      if ((await attempt.catch((error) => error.code)) === "challenge.refused") guesses++;
    }
    return challengeId;
  };
  for (let email = 0; email < 12; email++) await guess();
  expect(guesses).toBe(30);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3600_000 });
  const last = await guess();
  expect(guesses).toBe(30);
  await Customer.signInByCode({ challengeId: last, code: Challenge.code(last), browser: from });
});

test("thirty codes of the present mailbox can be guessed in a day, however many email changes are requested", async () => {
  const { email: before, customerId, sessionId } = await customer();
  const who = { customerId, sessionId, authenticatedAt: new Date().toISOString() };
  let guesses = 0;
  const guess = async () => {
    const carries = { customerId, before };
    const request = { purpose: "email_change", email: someone(), carries } as const;
    const { challengeId } = await Challenge.create(request);
    await Challenge.arm({ challengeId });
    const right = Challenge.code(challengeId, "before");
    const codes = { code: Challenge.code(challengeId), codeBefore: right === "000000" ? "000001" : "000000" };
    for (let i = 0; i < 4; i++) {
      const from = browser(); // a known device of the account, once it has signed in
      await Customer.signIn({ email: before, password, browser: from });
      const attempt = Customer.confirmEmailChange({ ...who, ...codes, challengeId, browser: from });
      if ((await attempt.catch((error) => error.code)) === "challenge.refused") guesses++;
    }
    return { challengeId, ...codes, codeBefore: right };
  };
  for (let email = 0; email < 10; email++) await guess();
  expect(guesses).toBe(30);
  const last = await guess();
  const confirm = () => Customer.confirmEmailChange({ ...who, ...last, browser: browser() });
  await expect(confirm()).rejects.toEqual(code("throttle.too_many"));
});

test("an owner who authenticates again and again is not rate limited", async () => {
  const { customerId, email, from } = await customer();
  const prove = (proof: Parameters<typeof Customer.prove>[0]["proof"]) =>
    Customer.prove({ customerId, browser: from, proof });
  for (let i = 0; i < 8; i++) expect(await prove({ password })).toBe("password");
  for (let i = 0; i < 12; i++) {
    const { challengeId } = await Customer.requestCode({ email, browser: from });
    await challengeEmails(challengeId);
    expect(await prove({ challengeId, code: Challenge.code(challengeId) })).toBe("code");
  }
  await Customer.signIn({ email, password, browser: from });
});

test("a reset link used a hundred times works once, and ends every session", async () => {
  const { email, customerId, token: before } = await customer();
  await Customer.requestReset({ email, browser: browser() });
  const link = await resetLink(email);
  const uses: PromiseSettledResult<unknown>[] = [];
  for (let round = 0; round < 5; round++) {
    const tries = Array.from({ length: 20 }, (_, i) =>
      Customer.reset({ token: link, password: `a new password ${20 * round + i}`, browser: browser() }),
    );
    uses.push(...(await Promise.allSettled(tries)));
  }
  const done = uses.flatMap(({ status }, i) => (status === "fulfilled" ? [i] : []));
  expect(done).toHaveLength(1);
  const refusals = uses.flatMap((use) => (use.status === "rejected" ? [use.reason.code] : []));
  expect(new Set(refusals)).toEqual(new Set(["challenge.over"]));
  expect(await isOpen(before)).toBe(false);
  expect(await Session.list({ subject: customerId })).toEqual([]);
  await expect(Customer.signIn({ email, password, browser: browser() })).rejects.toEqual(
    code("customer.refused"),
  );
  await Customer.signIn({ email, password: `a new password ${done[0]}`, browser: browser() });
}, 120_000);

test("a new password ends the reset links that were requested before it", async () => {
  const { email } = await customer();
  const link = async () => {
    await Customer.requestReset({ email, browser: browser() });
    return resetLink(email);
  };
  const [first, second] = [await link(), await link()];
  const reset = (token: string, chosen: string) =>
    Customer.reset({ token, password: chosen, browser: browser() });
  await reset(second, "the password of the second link");
  await expect(reset(first, "the password of the first link")).rejects.toEqual(code("challenge.over"));
  await Customer.signIn({ email, password: "the password of the second link", browser: browser() });
  await reset(await link(), "the password of a later link");
});

test("a password that is easy to guess is refused, and the link still works", async () => {
  const { email } = await customer();
  await Customer.requestReset({ email, browser: browser() });
  const token = await resetLink(email);
  for (const weak of ["password123", `${email.split("@")[0]}!`])
    await expect(Customer.reset({ token, password: weak, browser: browser() })).rejects.toEqual(
      code("password.weak"),
    );
  await Customer.reset({ token, password: "seven green boats", browser: browser() });
});

test("a password change requires the current password, and ends all other sessions", async () => {
  const { customerId, sessionId, token, email, from } = await customer();
  const other = await Customer.signIn({ email, password, browser: browser() });
  const change = (current: string | undefined) =>
    Customer.changePassword({
      customerId,
      sessionId,
      authenticatedAt: new Date().toISOString(),
      current,
      password: "another one entirely",
      browser: from,
    });
  await expect(change("wrong one")).rejects.toEqual(code("customer.wrong_password"));
  await expect(change(undefined)).rejects.toEqual(code("customer.wrong_password"));
  expect(await isOpen(other.token)).toBe(true);
  await change(password);
  expect([await isOpen(token), await isOpen(other.token)]).toEqual([true, false]);
  await Customer.signIn({ email, password: "another one entirely", browser: browser() });
});

test("a sign-in during a password change opens no session", async () => {
  const { email, customerId } = await customer();
  const passwordHash = await Password.hash("a newer password");
  // The password changes after the old one was checked, just before the session is written.
  Dynamo.client.middlewareStack.add(
    (next) => async (args) => {
      const { Item } = args.input as { Item?: Record<string, unknown> };
      if (Item?.__edb_e__ === "session" && Item.subject === customerId)
        await CustomerEntity.patch({ customerId }).set({ passwordHash }).go();
      return next(args);
    },
    { step: "initialize", name: "meanwhile" },
  );
  const entering = Customer.signIn({ email, password, browser: browser() });
  await expect(entering).rejects.toEqual(code("customer.refused"));
  Dynamo.client.middlewareStack.remove("meanwhile");
  const sessions = await Session.list({ subject: customerId });
  expect(sessions).toHaveLength(1); // the session of the sign-up
});

test("an email address changes with the codes of both mailboxes; other sessions end, and both are notified", async () => {
  const { customerId, sessionId, email, token, from } = await customer();
  const other = await Customer.signIn({ email, password, browser: browser() });
  const next = someone();
  const who = { customerId, sessionId, authenticatedAt: new Date().toISOString(), browser: from };
  const { challengeId } = await Customer.requestEmailChange({ ...who, email: next });
  const emails = await challengeEmails(challengeId);
  expect(emails).toMatchObject([
    { kind: "email_new", to: next, code: Challenge.code(challengeId) },
    { kind: "email_before", to: email, code: Challenge.code(challengeId, "before") },
  ]);
  const [right, before] = emails.map(({ code }) => code ?? "") as [string, string];
  const confirm = (codes: { code: string; codeBefore: string }) =>
    Customer.confirmEmailChange({ ...who, challengeId, ...codes });
  await expect(confirm({ code: right, codeBefore: right })).rejects.toEqual(code("challenge.refused"));
  await expect(confirm({ code: before, codeBefore: before })).rejects.toEqual(code("challenge.refused"));
  expect(await Customer.byId({ customerId })).toMatchObject({ email });
  await confirm({ code: right, codeBefore: before });
  expect(await Customer.byId({ customerId })).toMatchObject({ email: next });
  expect(await Customer.idByEmail({ email })).toBeNull();
  expect([await isOpen(token), await isOpen(other.token)]).toEqual([true, false]);
  expect(await notified(customerId)).toEqual([`email_changed ${next}`, `email_left ${email}`].sort());
  await customer({ email }); // the old address is free again
});

test("the address of another account cannot be taken, and only its mailbox is told why", async () => {
  const [mine, theirs] = [await customer(), await customer()];
  const who = { ...mine, authenticatedAt: new Date().toISOString(), browser: mine.from };
  const { challengeId } = await Customer.requestEmailChange({ ...who, email: theirs.email });
  const emails = await challengeEmails(challengeId);
  expect(emails.map(({ kind }) => kind)).toEqual(["email_taken", "email_before"]);
  const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
  await expect(Customer.confirmEmailChange({ ...who, challengeId, ...codes })).rejects.toEqual(
    code("challenge.over"),
  );
  expect(await Customer.idByEmail({ email: theirs.email })).toBe(theirs.customerId);
});

test("of two accounts that change to one address at the same time one gets it", async () => {
  const next = someone();
  const moves = await Promise.all(
    [await customer(), await customer()].map(async (one) => {
      const who = { ...one, authenticatedAt: new Date().toISOString(), browser: one.from };
      const { challengeId } = await Customer.requestEmailChange({ ...who, email: next });
      await challengeEmails(challengeId);
      const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
      return () => Customer.confirmEmailChange({ ...who, challengeId, ...codes });
    }),
  );
  const ends = await Promise.allSettled(moves.map((move) => move()));
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(ends.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "customer.exists" },
  });
  expect(await accountsOf(next)).toBe(1);
});

test("a sensitive action requires an authentication within the last ten minutes", async () => {
  const { customerId, sessionId, token, email, from } = await customer();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
  const stale = await Session.read({ token, audience: "shop" });
  const who = { customerId, sessionId, authenticatedAt: stale?.authenticatedAt ?? "", browser: from };
  const change = Customer.requestEmailChange({ ...who, email: someone() });
  await expect(change).rejects.toEqual(code("customer.prove_again"));
  const prove = (proof: Parameters<typeof Customer.prove>[0]["proof"]) =>
    Customer.prove({ customerId, browser: from, proof });
  await expect(prove({ password: "wrong" })).rejects.toEqual(code("customer.wrong_password"));
  expect(await prove({ password })).toBe("password");
  const { challengeId } = await Customer.requestCode({ email, browser: from });
  await challengeEmails(challengeId);
  expect(await prove({ challengeId, code: Challenge.code(challengeId) })).toBe("code");
  const stranger = await Customer.requestCode({ email: (await customer()).email, browser: browser() });
  await challengeEmails(stranger.challengeId);
  await expect(prove({ ...stranger, code: Challenge.code(stranger.challengeId) })).rejects.toEqual(
    code("challenge.over"),
  );
});

test("a Google account opens the account it created or is connected to, never one that only has its address", async () => {
  const google = { provider: "google", emailVerified: true, name: "Ada" } as const;
  const [subject, email] = [someone(), someone()];
  const made = await Customer.signInByIdentity({ ...google, subject, email, browser: browser() });
  const again = await Customer.signInByIdentity({ ...google, subject, email: someone(), browser: browser() });
  expect(again.customerId).toBe(made.customerId);
  expect(await Customer.byId(made)).toMatchObject({ email, hasPassword: false, providers: ["google"] });

  const mine = await customer();
  const other = { ...google, subject: someone(), email: mine.email };
  const enter = (over = {}) => Customer.signInByIdentity({ ...other, ...over, browser: browser() });
  await expect(enter()).rejects.toEqual(code("customer.sign_in_first"));
  await expect(enter({ email: someone(), emailVerified: false })).rejects.toEqual(
    code("customer.unverified"),
  );
  const owner = {
    customerId: mine.customerId,
    authenticatedAt: new Date().toISOString(),
    browser: mine.from,
  };
  await Customer.connect({ ...owner, ...other });
  expect((await enter()).customerId).toBe(mine.customerId);
  await expect(Customer.connect({ ...owner, provider: "google", subject })).rejects.toEqual(
    code("customer.identity_taken"),
  );
  await Customer.disconnect({ ...owner, provider: "google" });
  expect((await Customer.byId(mine))?.providers).toEqual([]);
  await expect(enter()).rejects.toEqual(code("customer.sign_in_first"));
});

test("simultaneous sign-ins with a new Google account create one account", async () => {
  const from = {
    provider: "google",
    subject: someone(),
    email: someone(),
    emailVerified: true,
    name: "",
  } as const;
  const tabs = await Promise.all(
    [1, 2, 3].map(() => Customer.signInByIdentity({ ...from, browser: browser() })),
  );
  expect(new Set(tabs.map(({ customerId }) => customerId)).size).toBe(1);
});

/** Returns the token of the latest email with the link for a new password. */
async function resetLink(email: string) {
  const latest = (await Challenge.ofEmail({ email })).find(({ purpose }) => purpose === "reset");
  const [sent] = await challengeEmails(latest?.challengeId ?? "");
  expect(sent).toMatchObject({ kind: "reset", to: email, code: null });
  return sent?.link?.split("/").at(-1) ?? "";
}
