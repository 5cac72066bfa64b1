import { AccountChange } from "@securecart/core/account-change";
import { Challenge } from "@securecart/core/challenge";
import { Customer } from "@securecart/core/customer";
import { Dynamo } from "@securecart/core/dynamo";
import { Id } from "@securecart/core/id";
import { Password } from "@securecart/core/password";
import { RateLimit } from "@securecart/core/rate-limit";
import { Session } from "@securecart/core/session";
import { afterEach, expect, test, vi } from "vitest";
import { browser, challengeLetters, customer, password, requestsOf, someone } from "#test/accounts";
import { CustomerEntity } from "./customer.entity";

afterEach(() => vi.useRealTimers());

const code = (name: string) => expect.objectContaining({ code: name });
const isOpen = async (token: string) => (await Session.read({ token, audience: "shop" })) !== null;
const name = "Ada Lovelace";

/** What the owner of an account is told by letter, and where. */
const told = async (customerId: string) =>
  (await AccountChange.list({ subject: customerId })).map(({ change, to }) => `${change} ${to}`).sort();

/** Somebody asked for an account, and the letter has gone out. */
async function asked(email = someone(), chosen = password) {
  const { challengeId } = await Customer.requestSignUp({ name, email, password: chosen, browser: browser() });
  const letters = await challengeLetters(challengeId);
  return { challengeId, email, letters, code: Challenge.code(challengeId) };
}

const accountsOf = async (email: string) => {
  let found = 0;
  for await (const rows of Dynamo.scan())
    found += rows.filter((row) => row.__edb_e__ === "customer" && row.email === email).length;
  return found;
};

test("an account is there once its address has been confirmed, not before", async () => {
  const { challengeId, email, letters, code } = await asked();
  expect(letters).toMatchObject([{ kind: "sign_up", to: email, code, name }]);
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

test("a hundred who confirm one address at once make one account", async () => {
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
  const answers = await Promise.allSettled(
    challenges.map((challengeId) =>
      Customer.signUpByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() }),
    ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refusals = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));
  expect(new Set(refusals)).toEqual(new Set(["customer.exists", "throttle.too_many"]));
  expect(await accountsOf(email)).toBe(1);
});

test("a hundred who ask for an account at once, of one address, get no more than twenty letters and no account", async () => {
  const email = someone();
  const answers = await Promise.allSettled(
    Array.from({ length: 100 }, () =>
      Customer.requestSignUp({ name, email, password, browser: { ...browser(), known: undefined } }),
    ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(await accountsOf(email)).toBe(0);
});

test("whoever asks for an account that is there already is told by letter only", async () => {
  const { email } = await customer();
  const again = await asked(email);
  expect(again.letters).toMatchObject([{ kind: "sign_up_known", code: null }]);
  await expect(Customer.signUpByCode({ ...again, browser: browser() })).rejects.toEqual(
    code("challenge.over"),
  );
});

test("a stranger's registration cannot be confirmed by whoever owns the mailbox without the stranger's password", async () => {
  const { challengeId, email } = await asked(someone(), "the password of a stranger");
  const token = Challenge.token(challengeId);
  const link = (typed: string) => Customer.signUpByLink({ token, password: typed, browser: browser() });
  await expect(link(password)).rejects.toEqual(code("customer.wrong_password"));
  expect(await Customer.idByEmail({ email })).toBeNull();
  await link("the password of a stranger");
  await expect(link("the password of a stranger")).rejects.toEqual(code("challenge.over"));
});

test("a password or a mailed code opens a session; a wrong one and an unknown address are refused alike", async () => {
  const { email } = await customer();
  const { token } = await Customer.signIn({ email: ` ${email.toUpperCase()}`, password, browser: browser() });
  expect(await isOpen(token)).toBe(true);
  const wrong = Customer.signIn({ email, password: "something else", browser: browser() });
  const unknown = Customer.signIn({ email: someone(), password, browser: browser() });
  const [one, other] = await Promise.all([wrong, unknown].map((attempt) => attempt.catch((error) => error)));
  expect(one).toMatchObject({ code: "customer.refused" });
  expect(other).toMatchObject({ code: one.code, message: one.message });

  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  expect(await challengeLetters(challengeId)).toMatchObject([{ kind: "sign_in", to: email }]);
  const byCode = { challengeId, code: Challenge.code(challengeId), browser: browser() };
  const opened = await Customer.signInByCode(byCode);
  expect(await Session.read({ token: opened.token, audience: "shop" })).toMatchObject({ methods: ["code"] });
  await expect(Customer.signInByCode(byCode)).rejects.toEqual(code("challenge.over"));
});

test("a letter's code and its link are one: whichever comes first uses up both", async () => {
  const { email } = await customer();
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  await challengeLetters(challengeId);
  await Customer.signInByLink({ token: Challenge.token(challengeId), browser: browser() });
  await expect(
    Customer.signInByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() }),
  ).rejects.toEqual(code("challenge.over"));
});

test("whoever has no account hears so by letter, and no code of theirs is good", async () => {
  const email = someone();
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  expect(await challengeLetters(challengeId)).toMatchObject([
    { kind: "sign_in_unknown", to: email, code: null },
  ]);
  await expect(
    Customer.signInByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() }),
  ).rejects.toEqual(code("challenge.over"));
});

test("a message that comes twice writes one letter", async () => {
  const { challengeId } = await asked();
  expect(await challengeLetters(challengeId)).toEqual([]);
});

test("a letter that is asked for and then forgotten is not written, and its message is done with", async () => {
  const { email } = await customer();
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  await Challenge.forget({ challengeId });
  expect(await challengeLetters(challengeId)).toEqual([]);
});

test("a profile that is saved while its account goes is refused in words", async () => {
  const customerId = Id.create("customer");
  const saving = Customer.setProfile({ customerId, name, phone: "" });
  await expect(saving).rejects.toEqual(code("customer.unknown"));
});

test("a known and an unknown address cost the same requests to the table and the same messages", async () => {
  const { email } = await customer();
  const attempts = [
    (email: string) => Customer.signIn({ email, password: "not this one", browser: browser() }),
    (email: string) => Customer.requestCode({ email, browser: browser() }),
    (email: string) => Customer.requestReset({ email, browser: browser() }),
    (email: string) => Customer.requestSignUp({ name, email, password, browser: browser() }),
  ];
  for (const attempt of attempts) {
    const known = await requestsOf(() => attempt(email));
    expect(known.length).toBeGreaterThan(2);
    expect(await requestsOf(() => attempt(someone()))).toEqual(known);
  }
});

test("strangers who guess close the password to strangers, and the owner's browser still gets in", async () => {
  const { email, from } = await customer();
  const guess = () => Customer.signIn({ email, password: "a guess", browser: browser() });
  await expect(guess()).rejects.toEqual(code("customer.refused"));
  const elsewhere = () => RateLimit.take({ what: "sign_in", account: email, origin: browser().origin });
  await Promise.all(Array.from({ length: 49 }, elsewhere));
  await expect(guess()).rejects.toEqual(code("throttle.too_many"));
  await Customer.signIn({ email, password, browser: from });
  await Customer.signIn({ email, password, browser: browser({ origin: from.origin }) });
  // From a new place, a code by mail opens what the password does not.
  const { challengeId } = await Customer.requestCode({ email, browser: browser() });
  await challengeLetters(challengeId);
  await Customer.signInByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() });
});

test("letter after letter, nobody guesses more than thirty codes of an account in a day", async () => {
  const { email, from } = await customer();
  let guesses = 0;
  const guess = async () => {
    const { challengeId } = await Challenge.create({ purpose: "sign_in", email });
    await Challenge.arm({ challengeId });
    const wrong = Challenge.code(challengeId) === "000000" ? "000001" : "000000";
    const browsers = Array.from({ length: 4 }, () => browser());
    for (const browser of browsers) {
      const answer = Customer.signInByCode({ challengeId, code: wrong, browser });
      if ((await answer.catch((error) => error.code)) === "challenge.refused") guesses++;
    }
    return challengeId;
  };
  for (let letter = 0; letter < 12; letter++) await guess();
  expect(guesses).toBe(30);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3600_000 });
  const last = await guess();
  expect(guesses).toBe(30);
  await Customer.signInByCode({ challengeId: last, code: Challenge.code(last), browser: from });
});

test("change after change, nobody guesses more than thirty codes a day of the mailbox that an address moves from", async () => {
  const { email: before, customerId, sessionId } = await customer();
  const who = { customerId, sessionId, authenticatedAt: new Date().toISOString() };
  let guesses = 0;
  const guess = async () => {
    const carries = { customerId, before };
    const asked = { purpose: "email_change", email: someone(), carries } as const;
    const { challengeId } = await Challenge.create(asked);
    await Challenge.arm({ challengeId });
    const right = Challenge.code(challengeId, "before");
    const codes = { code: Challenge.code(challengeId), codeBefore: right === "000000" ? "000001" : "000000" };
    for (let i = 0; i < 4; i++) {
      const from = browser(); // the account's own, once it has signed in
      await Customer.signIn({ email: before, password, browser: from });
      const answer = Customer.confirmEmailChange({ ...who, ...codes, challengeId, browser: from });
      if ((await answer.catch((error) => error.code)) === "challenge.refused") guesses++;
    }
    return { challengeId, ...codes, codeBefore: right };
  };
  for (let letter = 0; letter < 10; letter++) await guess();
  expect(guesses).toBe(30);
  const last = await guess();
  const confirm = () => Customer.confirmEmailChange({ ...who, ...last, browser: browser() });
  await expect(confirm()).rejects.toEqual(code("throttle.too_many"));
});

test("whoever proves again and again who they are is not taken for a guesser", async () => {
  const { customerId, email, from } = await customer();
  const prove = (proof: Parameters<typeof Customer.prove>[0]["proof"]) =>
    Customer.prove({ customerId, browser: from, proof });
  for (let i = 0; i < 8; i++) expect(await prove({ password })).toBe("password");
  for (let i = 0; i < 12; i++) {
    const { challengeId } = await Customer.requestCode({ email, browser: from });
    await challengeLetters(challengeId);
    expect(await prove({ challengeId, code: Challenge.code(challengeId) })).toBe("code");
  }
  await Customer.signIn({ email, password, browser: from });
});

test("one reset link used a hundred times works once, and ends every session", async () => {
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

test("a new password needs the old one, ends all other sessions and keeps this one", async () => {
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

test("a sign-in that began with the old password ends in nothing", async () => {
  const { email, customerId } = await customer();
  const passwordHash = await Password.hash("a newer password");
  // The password changes after the old one was looked at, just before the session is written.
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
  expect(sessions).toHaveLength(1); // the one that the account was made in
});

test("an address changes when both mailboxes have answered, in one step; other sessions end, both are told", async () => {
  const { customerId, sessionId, email, token, from } = await customer();
  const other = await Customer.signIn({ email, password, browser: browser() });
  const next = someone();
  const who = { customerId, sessionId, authenticatedAt: new Date().toISOString(), browser: from };
  const { challengeId } = await Customer.requestEmailChange({ ...who, email: next });
  const letters = await challengeLetters(challengeId);
  expect(letters).toMatchObject([
    { kind: "email_new", to: next, code: Challenge.code(challengeId) },
    { kind: "email_before", to: email, code: Challenge.code(challengeId, "before") },
  ]);
  const [right, before] = letters.map(({ code }) => code ?? "") as [string, string];
  const confirm = (codes: { code: string; codeBefore: string }) =>
    Customer.confirmEmailChange({ ...who, challengeId, ...codes });
  await expect(confirm({ code: right, codeBefore: right })).rejects.toEqual(code("challenge.refused"));
  await expect(confirm({ code: before, codeBefore: before })).rejects.toEqual(code("challenge.refused"));
  expect(await Customer.byId({ customerId })).toMatchObject({ email });
  await confirm({ code: right, codeBefore: before });
  expect(await Customer.byId({ customerId })).toMatchObject({ email: next });
  expect(await Customer.idByEmail({ email })).toBeNull();
  expect([await isOpen(token), await isOpen(other.token)]).toEqual([true, false]);
  expect(await told(customerId)).toEqual([`email_changed ${next}`, `email_left ${email}`].sort());
  await customer({ email }); // the address that was left is free again
});

test("an address of another account cannot be taken, and only its mailbox learns why", async () => {
  const [mine, theirs] = [await customer(), await customer()];
  const who = { ...mine, authenticatedAt: new Date().toISOString(), browser: mine.from };
  const { challengeId } = await Customer.requestEmailChange({ ...who, email: theirs.email });
  const letters = await challengeLetters(challengeId);
  expect(letters.map(({ kind }) => kind)).toEqual(["email_taken", "email_before"]);
  const codes = { code: Challenge.code(challengeId), codeBefore: Challenge.code(challengeId, "before") };
  await expect(Customer.confirmEmailChange({ ...who, challengeId, ...codes })).rejects.toEqual(
    code("challenge.over"),
  );
  expect(await Customer.idByEmail({ email: theirs.email })).toBe(theirs.customerId);
});

test("of two accounts that move to one address at once one gets it", async () => {
  const next = someone();
  const moves = await Promise.all(
    [await customer(), await customer()].map(async (one) => {
      const who = { ...one, authenticatedAt: new Date().toISOString(), browser: one.from };
      const { challengeId } = await Customer.requestEmailChange({ ...who, email: next });
      await challengeLetters(challengeId);
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

test("what is delicate wants somebody who proved within ten minutes who they are", async () => {
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
  await challengeLetters(challengeId);
  expect(await prove({ challengeId, code: Challenge.code(challengeId) })).toBe("code");
  const stranger = await Customer.requestCode({ email: (await customer()).email, browser: browser() });
  await challengeLetters(stranger.challengeId);
  await expect(prove({ ...stranger, code: Challenge.code(stranger.challengeId) })).rejects.toEqual(
    code("challenge.over"),
  );
});

test("a Google account opens the account it made or was connected to, never one that merely has its address", async () => {
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

test("a Google account that comes in two tabs at once makes one account", async () => {
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

/** The token of the newest letter with a link for a new password. */
async function resetLink(email: string) {
  for await (const rows of Dynamo.scan())
    for (const row of rows)
      if (row.__edb_e__ === "challenge" && row.purpose === "reset" && row.email === email) {
        const challengeId = String(row.challengeId);
        const [letter] = await challengeLetters(challengeId);
        expect(letter).toMatchObject({ kind: "reset", to: email, code: null });
        return letter?.link?.split("/").at(-1) ?? "";
      }
  throw new Error("There is no challenge.");
}
