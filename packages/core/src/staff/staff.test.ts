import { Audit } from "@securecart/core/audit";
import { Clock } from "@securecart/core/clock";
import { Dynamo } from "@securecart/core/dynamo";
import { Staff } from "@securecart/core/staff";
import { afterEach, expect, test, vi } from "vitest";
import { unique } from "../../test/fixtures";
import { StaffEntity } from "./staff.entity";

afterEach(() => vi.useRealTimers());

const password = "correct horse battery staple";

async function account() {
  const email = `${unique().toLowerCase()}@example.com`;
  await Staff.ensure({ email, password });
  return email;
}

const place = () => `203.0.113.7 ${unique()}`;
const refusal = (code: string) => expect.objectContaining({ code });

/** Only the clock of the shop moves. */
const later = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });

test("who knows the password gets in, with a token that the table does not hold", async () => {
  const email = await account();
  const { token } = await Staff.signIn({ email: ` ${email.toUpperCase()} `, password, origin: place() });
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(await Staff.session({ token })).toMatchObject({ email, roles: ["owner"] });
  for await (const rows of Dynamo.scan()) expect(JSON.stringify(rows)).not.toContain(token);
});

test("a wrong password and an unknown address are refused alike", async () => {
  const email = await account();
  const wrong = Staff.signIn({ email, password: `${password}!`, origin: place() });
  const unknown = Staff.signIn({ email: `nobody-${email}`, password, origin: place() });
  const [one, other] = await Promise.all([wrong, unknown].map((attempt) => attempt.catch((error) => error)));
  expect(one).toMatchObject({ code: "staff.refused" });
  expect(other).toMatchObject({ code: one.code, message: one.message });
});

test("a password is kept as a salted scrypt hash, and a hash of its own for each account", async () => {
  const hashes = await Promise.all(
    [await account(), await account()].map(async (email) => (await StaffEntity.get({ email }).go()).data),
  );
  for (const row of hashes) expect(row?.passwordHash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(hashes[0]?.passwordHash).not.toBe(hashes[1]?.passwordHash);
});

test("ensuring an account again keeps it, with a new password the old one is gone", async () => {
  const email = await account();
  const read = async () => (await StaffEntity.get({ email }).go({ consistent: true })).data;
  const before = await read();
  await Staff.ensure({ email, password });
  expect(await read()).toEqual(before);
  await Staff.ensure({ email, password: "another long password" });
  expect((await read())?.staffId).toBe(before?.staffId);
  await expect(Staff.signIn({ email, password, origin: place() })).rejects.toEqual(refusal("staff.refused"));
});

test("five failures close an account to strangers for fifteen minutes, and its owner's own place stays open", async () => {
  const email = await account();
  const home = place();
  await Staff.signIn({ email, password, origin: home });
  for (let i = 0; i < 5; i++)
    await expect(Staff.signIn({ email, password: "guess", origin: place() })).rejects.toEqual(
      refusal("staff.refused"),
    );
  await expect(Staff.signIn({ email, password, origin: place() })).rejects.toEqual(
    refusal("throttle.too_many"),
  );
  await Staff.signIn({ email, password, origin: home });
  for (let i = 0; i < 5; i++)
    await Staff.signIn({ email, password: "guess", origin: place() }).catch(() => undefined);
  later(15 * 60 + 1);
  await Staff.signIn({ email, password, origin: place() });
});

test("five failures from one place close it for every account, also when they come at once", async () => {
  const origin = place();
  const guesses = await Promise.allSettled(
    Array.from({ length: 12 }, (_, i) =>
      Staff.signIn({ email: `nobody-${i}@example.com`, password: "guess", origin }),
    ),
  );
  const looked = guesses.filter(
    (guess) => guess.status === "rejected" && guess.reason.code === "staff.refused",
  );
  expect(looked.length).toBeLessThanOrEqual(5);
  const email = await account();
  for (let i = 0; i < 5; i++)
    await Staff.signIn({ email: "nobody@example.com", password: "guess", origin }).catch(() => undefined);
  await expect(Staff.signIn({ email, password, origin })).rejects.toEqual(refusal("throttle.too_many"));
  later(15 * 60 + 1);
  await Staff.signIn({ email, password, origin });
});

test("a session ends after half an hour without use, and use keeps it", async () => {
  const { token } = await Staff.signIn({ email: await account(), password, origin: place() });
  later(20 * 60);
  expect(await Staff.session({ token })).not.toBeNull();
  later(20 * 60);
  expect(await Staff.session({ token, quiet: true })).not.toBeNull();
  later(11 * 60);
  expect(await Staff.session({ token })).toBeNull();
});

test("a session ends after twelve hours, however busy", async () => {
  const { token } = await Staff.signIn({ email: await account(), password, origin: place() });
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    later(20 * 60);
    expect(await Staff.session({ token }), `after ${minutes} minutes`).not.toBeNull();
  }
  later(20 * 60 + 1);
  expect(await Staff.session({ token })).toBeNull();
});

test("signing out ends the session for every copy of its token, and both are audited", async () => {
  const email = await account();
  const { token } = await Staff.signIn({ email, password, origin: place() });
  await Staff.signOut({ token });
  await Staff.signOut({ token });
  expect(await Staff.session({ token })).toBeNull();
  const { rows } = await Audit.list({ subject: `staff:${email}` });
  expect(rows.map(({ action }) => action)).toEqual(["staff.sign_out", "staff.sign_in"]);
});

test("a token that nobody was given opens nothing", async () => {
  for (const token of ["", "x", "A".repeat(43)]) expect(await Staff.session({ token })).toBeNull();
  expect(Clock.iso()).toMatch(/Z$/);
});
