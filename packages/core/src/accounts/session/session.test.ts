import { Dynamo } from "@securecart/core/dynamo";
import { Id } from "@securecart/core/id";
import { Session } from "@securecart/core/session";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.useRealTimers());

const day = 24 * 3600;
const later = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });

const begin = (over: Partial<Parameters<typeof Session.begin>[0]> = {}) =>
  Session.begin({
    subject: Id.create("customer"),
    audience: "shop",
    methods: ["password"],
    device: "Firefox on Linux",
    origin: "203.0.113.9",
    ...over,
  });

test("a token opens its session, and the table holds neither the token nor the network address", async () => {
  const subject = Id.create("customer");
  const origin = "203.0.113.250";
  const { token } = await begin({ subject, origin });
  expect(await Session.read({ token, audience: "shop" })).toMatchObject({ subject, methods: ["password"] });
  const secret = token.split(".")[2] ?? "";
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  for await (const rows of Dynamo.scan()) {
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(origin);
  }
});

test("a token that is forged, too long or for another audience opens no session", async () => {
  const { token } = await begin();
  const [subject, sessionId, secret = ""] = token.split(".");
  const other = await begin();
  const forged = [
    "",
    "x",
    "A".repeat(100_000),
    `${token}A`,
    `${subject}.${sessionId}.${secret.slice(0, -1)}`,
    `${subject}.${sessionId}.${"A".repeat(43)}`,
    `${subject}.${sessionId}.${other.token.split(".")[2]}`,
    `${Id.create("customer")}.${sessionId}.${secret}`,
    `${token}\r\nx`,
    `${token};`,
  ];
  for (const candidate of forged)
    expect(await Session.read({ token: candidate, audience: "shop" }), candidate.slice(0, 120)).toBeNull();
  expect(await Session.read({ token, audience: "office" })).toBeNull();
});

test("a customer's session ends after 30 days without use, and after 90 days in any case", async () => {
  const { token } = await begin();
  const read = (quiet = false) => Session.read({ token, audience: "shop", quiet });
  for (const wait of [29, 29, 29]) {
    later(wait * day);
    expect(await read()).not.toBeNull();
  }
  later(4 * day);
  expect(await read()).toBeNull();
  const idle = await begin();
  later(29 * day);
  expect(await Session.read({ token: idle.token, audience: "shop", quiet: true })).not.toBeNull();
  later(2 * day);
  expect(await Session.read({ token: idle.token, audience: "shop" })).toBeNull();
});

test("a staff session ends after 30 minutes without use, and after 12 hours in any case", async () => {
  const subject = Id.create("staff");
  const { token } = await begin({ subject, audience: "office" });
  const read = () => Session.read({ token, audience: "office" });
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    later(20 * 60);
    expect(await read(), `after ${minutes} minutes`).not.toBeNull();
  }
  later(20 * 60 + 1);
  expect(await read()).toBeNull();
  const idle = await begin({ subject, audience: "office" });
  later(30 * 60 + 1);
  expect(await Session.read({ token: idle.token, audience: "office" })).toBeNull();
});

test("the list shows open sessions only, and an ended session opens no longer", async () => {
  const subject = Id.create("customer");
  const [one, two, three] = [await begin({ subject }), await begin({ subject }), await begin({ subject })];
  expect(await Session.list({ subject })).toHaveLength(3);
  await Session.revoke({ subject, sessionId: one.sessionId });
  expect(await Session.read({ token: one.token, audience: "shop" })).toBeNull();
  expect(await Session.revokeAll({ subject, except: two.sessionId })).toEqual({ ended: 1 });
  expect(await Session.read({ token: three.token, audience: "shop" })).toBeNull();
  expect(await Session.list({ subject })).toMatchObject([
    { sessionId: two.sessionId, device: "Firefox on Linux" },
  ]);
  await Session.end({ token: two.token, audience: "shop" });
  expect(await Session.list({ subject })).toEqual([]);
});

test("a session is ended by its owner only", async () => {
  const { token, sessionId } = await begin();
  await Session.revoke({ subject: Id.create("customer"), sessionId });
  expect(await Session.read({ token, audience: "shop" })).not.toBeNull();
});

test("a session is fresh for ten minutes after an authentication, and an ended one cannot become fresh", async () => {
  const { token } = await begin();
  later(Session.freshSeconds + 1);
  const stale = await Session.read({ token, audience: "shop" });
  expect(stale && Session.isFresh(stale)).toBe(false);
  expect(await Session.confirm({ token, audience: "shop", method: "code" })).toBe(true);
  const fresh = await Session.read({ token, audience: "shop" });
  expect(fresh && Session.isFresh(fresh)).toBe(true);
  expect(fresh?.methods.sort()).toEqual(["code", "password"]);
  await Session.end({ token, audience: "shop" });
  expect(await Session.confirm({ token, audience: "shop", method: "code" })).toBe(false);
});
