import { Audit } from "@securecart/core/audit";
import { Dynamo } from "@securecart/core/dynamo";
import { Passkey } from "@securecart/core/passkey";
import { Session } from "@securecart/core/session";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import { Totp } from "@securecart/core/totp";
import { afterEach, expect, test, vi } from "vitest";
import { requestsOf } from "#test/accounts";
import { authenticator } from "#test/authenticator";
import { unique } from "#test/fixtures";
import { beginsSession, meanwhile } from "#test/meanwhile";
import { StaffEntity } from "./staff.entity";

afterEach(() => vi.useRealTimers());

const password = "correct horse battery staple";
const device = "Firefox on Linux";
const network = () => `203.0.113.7 ${unique()}`;
const address = () => `${unique().toLowerCase()}@example.com`;
const refusal = (code: string) => expect.objectContaining({ code });

/** Moves only the clock of the shop. */
const later = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });

/** Creates a staff member with an authenticator app. */
async function account(roles: Staff.Role[] = ["owner"]) {
  const [email, key] = [address(), Totp.newKey()];
  const { staffId } = await Staff.ensure({ email, password, roles, key });
  return { email, key, staffId };
}

const firstStep = (email: string, over: { password?: string; origin?: string } = {}) =>
  Staff.signIn({ email, password, origin: network(), device, ...over });

async function signedIn({ email, key }: { email: string; key: string }, step = 0) {
  const { token } = await firstStep(email);
  const proof = { method: "totp", code: Totp.codeOf(key, step) } as const;
  return Staff.complete({ token, proof, origin: network(), device });
}

test("the password opens a session for the second step only, and the second step a full one", async () => {
  const { email, key } = await account();
  const half = await firstStep(` ${email.toUpperCase()} `);
  expect(await Staff.session(half)).toMatchObject({ email, complete: false });
  const proof = { method: "totp", code: Totp.codeOf(key) } as const;
  const whole = await Staff.complete({ ...half, proof, origin: network(), device });
  expect(await Staff.session(whole)).toMatchObject({ email, roles: ["owner"], complete: true, fresh: true });
  expect(await Staff.session(half), "the first step's token is worthless after the second").toBeNull();
  for await (const rows of Dynamo.scan())
    for (const { token } of [half, whole]) expect(JSON.stringify(rows)).not.toContain(token.split(".")[2]);
});

test("a wrong password, an unknown address and a disabled staff member are refused alike", async () => {
  const { email } = await account();
  const gone = await account(["support"]);
  await Staff.disable(gone);
  const tries = [
    firstStep(email, { password: `${password}!` }),
    firstStep(`nobody-${email}`),
    firstStep(gone.email),
  ];
  const errors = await Promise.all(tries.map((attempt) => attempt.catch((error) => error)));
  for (const error of errors)
    expect(error).toMatchObject({ code: "staff.refused", message: errors[0].message });
});

test("an active, a disabled and an unknown staff member cause the same requests to the table", async () => {
  const { email } = await account();
  const gone = await account(["support"]);
  await Staff.disable(gone);
  const guess = (email: string) => requestsOf(() => firstStep(email, { password: "a guess" }));
  const known = await guess(email);
  expect(known.length).toBeGreaterThan(2);
  expect(await guess(gone.email)).toEqual(known);
  expect(await guess(address())).toEqual(known);
});

test("a code opens one session only, and a wrong code leaves the first step as it was", async () => {
  const { email, key } = await account();
  const code = Totp.codeOf(key);
  const [one, other] = [await firstStep(email), await firstStep(email)];
  const complete = (half: { token: string }, code: string) =>
    Staff.complete({ ...half, proof: { method: "totp", code }, origin: network(), device });
  await expect(complete(one, code === "000000" ? "000001" : "000000")).rejects.toEqual(
    refusal("totp.refused"),
  );
  await complete(one, code);
  await expect(complete(other, code)).rejects.toEqual(refusal("totp.refused"));
  expect(await Staff.session(other)).toMatchObject({ complete: false });
  const { rows } = await Audit.list({ subject: `staff:${email}` });
  expect(rows.map(({ outcome }) => outcome)).toEqual(["refused", "done", "refused"]);
});

test("five wrong codes are followed by a pause of fifteen minutes", async () => {
  const { email, key } = await account();
  const { token } = await firstStep(email);
  const guess = (code: string) =>
    Staff.complete({ token, proof: { method: "totp", code }, origin: network(), device });
  const wrong = Totp.codeOf(key, 1000);
  for (let i = 0; i < 5; i++) await expect(guess(wrong)).rejects.toEqual(refusal("totp.refused"));
  await expect(guess(Totp.codeOf(key))).rejects.toEqual(refusal("throttle.too_many"));
  later(15 * 60 + 1);
  await guess(Totp.codeOf(key));
});

test("the first second factor is set up with the password alone, and comes with recovery codes", async () => {
  const email = address();
  const { staffId } = await Staff.ensure({ email, password });
  const { token } = await firstStep(email);
  const { key } = await Totp.enroll({ subject: staffId, name: email });
  const here = { token, origin: network(), device };
  await expect(Staff.enrollApp({ ...here, code: "000000" })).rejects.toEqual(refusal("totp.refused"));
  const enrolled = await Staff.enrollApp({ ...here, code: Totp.codeOf(key.replaceAll(" ", "")) });
  expect(enrolled.recoveryCodes).toHaveLength(10);
  expect(await Staff.session({ token: enrolled.token ?? "" })).toMatchObject({ complete: true });
  const half = await firstStep(email);
  const code = enrolled.recoveryCodes?.[3] ?? "";
  const recover = () =>
    Staff.complete({ ...half, proof: { method: "recovery", code }, origin: network(), device });
  const whole = await recover();
  expect(await Staff.session(whole)).toMatchObject({ complete: true });
  await expect(recover()).rejects.toEqual(refusal("staff.signed_out"));
  expect(await Staff.factors({ staffId })).toMatchObject({ codes: 9, count: 1 });
});

test("a further factor requires a session with a second factor and a recent authentication", async () => {
  const member = await account();
  const subject = member.staffId;
  const half = await firstStep(member.email);
  const { key } = await Totp.enroll({ subject, name: member.email });
  const code = () => Totp.codeOf(key.replaceAll(" ", ""));
  const here = { origin: network(), device };
  await expect(Staff.enrollApp({ ...half, ...here, code: code() })).rejects.toEqual(refusal("staff.not_now"));
  const whole = await signedIn(member);
  later(Session.freshSeconds + 1);
  await expect(Staff.enrollApp({ ...whole, ...here, code: code() })).rejects.toEqual(
    refusal("staff.not_now"),
  );
  await expect(Staff.confirm({ ...whole, password: "not this one", origin: network() })).rejects.toEqual(
    refusal("staff.refused"),
  );
  await Staff.confirm({ ...whole, password, origin: network() });
  await Staff.enrollApp({ ...whole, ...here, code: code() });
});

test("a passkey is a second factor of its owner only", async () => {
  const [ada, bob] = [await account(), await account()];
  const enroll = async (member: typeof ada) => {
    const passkey = authenticator({ origin: Shop.url() });
    const { token } = await signedIn(member);
    const { challengeId, options } = await Passkey.registration({
      subject: member.staffId,
      name: member.email,
    });
    const response = passkey.create(options);
    await Staff.enrollPasskey({ token, challengeId, response, label: "Key", origin: network(), device });
    return passkey;
  };
  const [hers, his] = [await enroll(ada), await enroll(bob)];
  const show = async (passkey: typeof hers) => {
    const half = await firstStep(ada.email);
    const { challengeId, options } = await Passkey.authentication({});
    const proof = { method: "passkey", challengeId, response: passkey.get(options) } as const;
    return Staff.complete({ ...half, proof, origin: network(), device });
  };
  await expect(show(his)).rejects.toEqual(refusal("passkey.refused"));
  expect(await Staff.session(await show(hers))).toMatchObject({ complete: true });
});

test("of two simultaneous removals of the last two factors one is refused", async () => {
  const { staffId, email, key } = await account();
  const passkey = authenticator({ origin: Shop.url() });
  const begun = await Passkey.registration({ subject: staffId, name: email });
  await Passkey.register({
    subject: staffId,
    challengeId: begun.challengeId,
    response: passkey.create(begun.options),
  });
  const both = await Promise.allSettled([
    Staff.removeFactor({ staffId, device }),
    Staff.removeFactor({ staffId, device, credentialId: passkey.credentialId }),
  ]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await Staff.factors({ staffId })).toMatchObject({ count: 1 });
  await expect(Staff.removeFactor({ staffId, device })).rejects.toEqual(refusal("staff.last_factor"));
  expect(key).toHaveLength(32);
});

test("the last factor stays when the other one is removed during its removal", async () => {
  const { staffId, email } = await account();
  const passkey = authenticator({ origin: Shop.url() });
  const { challengeId, options } = await Passkey.registration({ subject: staffId, name: email });
  await Passkey.register({ subject: staffId, challengeId, response: passkey.create(options) });
  const { credentialId } = passkey;
  const removesApp = (input: object) => /"Delete".*totp/.test(JSON.stringify(input));
  await meanwhile(
    removesApp,
    () => Staff.removeFactor({ staffId, credentialId, device }),
    () => Staff.removeFactor({ staffId, device }).catch((error) => error),
  );
  expect(await Staff.factors({ staffId })).toMatchObject({ count: 1 });
});

test("five failures lock out a network for fifteen minutes, many networks lock out all strangers, and a known network still signs in", async () => {
  const { email } = await account();
  const known = network();
  await firstStep(email, { origin: known });
  const stranger = network();
  const guess = (origin: string) => firstStep(email, { password: "guess", origin });
  for (let i = 0; i < 5; i++) await expect(guess(stranger)).rejects.toEqual(refusal("staff.refused"));
  await expect(guess(stranger)).rejects.toEqual(refusal("throttle.too_many"));
  await firstStep(email);
  for (let i = 0; i < 25; i++) await expect(guess(network())).rejects.toEqual(refusal("staff.refused"));
  await expect(firstStep(email)).rejects.toEqual(refusal("throttle.too_many"));
  await firstStep(email, { origin: known });
  for (let i = 0; i < 25; i++) await guess(network()).catch(() => undefined);
  later(15 * 60 + 1);
  await firstStep(email);
});

test("changed roles and disabling take effect with the next request", async () => {
  const member = await account(["support"]);
  const whole = await signedIn(member);
  await Staff.changeRoles({ staffId: member.staffId, roles: ["warehouse", "read-only"] });
  expect((await Staff.session(whole))?.roles.sort()).toEqual(["read-only", "warehouse"]);
  await Staff.disable(member);
  expect(await Staff.session(whole)).toBeNull();
  await Staff.enable(member);
  expect(await Staff.session(whole), "an ended session stays ended").toBeNull();
  await firstStep(member.email);
});

test("a password change ends the other sessions, and a wrong current password changes nothing", async () => {
  const member = await account();
  const [here, there] = [await signedIn(member), await signedIn(member, 1)];
  const change = (current: string) =>
    Staff.changePassword({ ...here, current, password: "another long sentence", origin: network(), device });
  await expect(change("not this one")).rejects.toEqual(refusal("staff.refused"));
  expect(await Staff.session(there)).not.toBeNull();
  await change(password);
  expect(await Staff.session(there)).toBeNull();
  expect(await Staff.session(here)).not.toBeNull();
  await expect(firstStep(member.email)).rejects.toEqual(refusal("staff.refused"));
  await firstStep(member.email, { password: "another long sentence" });
});

test("a sign-in during a password change opens no session, at either step", async () => {
  const member = await account();
  const { staffId, email, key } = member;
  const whole = await signedIn(member, -1);
  let current = password;
  const change = async () => {
    const next = `another sentence ${unique()}`;
    await Staff.changePassword({ ...whole, current, password: next, origin: network(), device });
    current = next;
  };
  const entered = (work: () => Promise<unknown>) =>
    meanwhile(beginsSession(staffId), change, () => work().catch((error) => error.code));
  expect(await entered(() => firstStep(email))).toBe("staff.signed_out");
  expect(await Staff.sessions({ staffId })).toHaveLength(1); // the session that changed it
  const half = await firstStep(email, { password: current });
  const proof = { method: "totp", code: Totp.codeOf(key) } as const;
  const second = () => Staff.complete({ ...half, proof, origin: network(), device });
  expect(await entered(second)).toBe("staff.signed_out");
  expect(await Staff.sessions({ staffId })).toHaveLength(1);
});

test("simultaneous invitations of an address create one staff member", async () => {
  const email = address();
  const invite = () => Staff.invite({ email, roles: ["support"], actor: "staff:owner@example.com" });
  const all = await Promise.allSettled(Array.from({ length: 12 }, invite));
  expect(all.some(({ status }) => status === "fulfilled")).toBe(true);
  for (const one of all) if (one.status === "rejected") expect(one.reason).toEqual(refusal("staff.busy"));
  expect((await Staff.members()).filter((member) => member.email === email)).toHaveLength(1);
});

test("an invitation is accepted once, by the latest link, within three days", async () => {
  const [email, actor] = [address(), "staff:owner@example.com"];
  const newToken = async (ref: { staffId: string }) =>
    (await Staff.createInvitation(ref))?.link.split("/").at(-1) ?? "";
  const invited = await Staff.invite({ email, roles: ["support"], actor });
  const old = await newToken(invited);
  await Staff.invite({ email, roles: ["warehouse"], actor });
  const token = await newToken(invited);
  expect(await Staff.invited({ token: old })).toBeNull();
  expect(await Staff.invited({ token })).toEqual({ email, roles: ["warehouse"] });
  await expect(async () => Staff.accept({ token, password: "short", device })).rejects.toThrow("at least 12");
  const both = await Promise.allSettled([
    Staff.accept({ token, password, device }),
    Staff.accept({ token, password, device }),
  ]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await Staff.createInvitation(invited)).toBeNull();
  expect(await Staff.session(await firstStep(email))).toMatchObject({
    roles: ["warehouse"],
    complete: false,
  });
  const late = await Staff.invite({ email: address(), roles: ["support"], actor });
  const lateToken = await newToken(late);
  later(3 * 24 * 3600 + 1);
  await expect(Staff.accept({ token: lateToken, password, device })).rejects.toEqual(
    refusal("staff.invitation_gone"),
  );
});

test("one owner remains whatever is done to all owners at once", async () => {
  const owners = async () =>
    (await Staff.members()).filter(({ roles, state }) => state === "active" && roles.includes("owner"));
  await Promise.all([account(), account(), account()]);
  const all = await owners();
  const done = await Promise.allSettled(
    all.map(({ staffId }, i) =>
      i % 2 ? Staff.disable({ staffId }) : Staff.changeRoles({ staffId, roles: ["support"] }),
    ),
  );
  expect(done.filter(({ status }) => status === "rejected")).toHaveLength(1);
  const [last] = await owners();
  if (!last) throw new Error("No owner is left.");
  await expect(Staff.disable(last)).rejects.toEqual(refusal("staff.last_owner"));
  await expect(Staff.changeRoles({ staffId: last.staffId, roles: ["support"] })).rejects.toEqual(
    refusal("staff.last_owner"),
  );
  expect((await owners()).map(({ staffId }) => staffId)).toEqual([last.staffId]);
});

test("the operator makes an owner of a new person, of a disabled member and of one who lost every second factor", async () => {
  const disabled = await account(["support"]);
  await Staff.disable(disabled);
  const lost = await account();
  const session = await signedIn(lost);
  for (const email of [address(), disabled.email, lost.email]) {
    const rescued = await Staff.rescue({ email });
    const invitation = await Staff.createInvitation(rescued);
    expect(invitation).toMatchObject({ email, roles: ["owner"] });
    await Staff.accept({ token: invitation?.link.split("/").at(-1) ?? "", password, device });
    expect(await Staff.session(await firstStep(email))).toMatchObject({ roles: ["owner"], complete: false });
    expect(await Staff.factors(rescued)).toMatchObject({ count: 0 });
  }
  expect(await Staff.session(session)).toBeNull();
});

test("ensuring an account again changes nothing, and with another password replaces the old one", async () => {
  const { email, staffId } = await account();
  const read = async () => (await StaffEntity.get({ staffId }).go({ consistent: true })).data;
  const before = await read();
  expect(before?.passwordHash).toMatch(/^\$argon2id\$/);
  await Staff.ensure({ email, password });
  expect(await read()).toEqual(before);
  expect(await Staff.ensure({ email, password: "another long password" })).toEqual({ staffId });
  await expect(firstStep(email)).rejects.toEqual(refusal("staff.refused"));
});

test("signing out ends the session for every copy of its token", async () => {
  const member = await account();
  const whole = await signedIn(member);
  await Staff.signOut(whole);
  await Staff.signOut(whole);
  expect(await Staff.session(whole)).toBeNull();
  const { rows } = await Audit.list({ subject: `staff:${member.email}` });
  expect(rows.map(({ action }) => action)).toEqual(["staff.sign_out", "staff.sign_in"]);
});
