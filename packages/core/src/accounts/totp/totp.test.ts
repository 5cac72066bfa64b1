import { Dynamo } from "@securecart/core/dynamo";
import { Id } from "@securecart/core/id";
import { Totp } from "@securecart/core/totp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const start = Date.parse("2026-11-21T12:00:00.000Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: start });
});
afterEach(() => vi.useRealTimers());

const refused = expect.objectContaining({ code: "totp.refused" });
const after = (seconds: number) => vi.setSystemTime(start + seconds * 1000);
const keyIn = (offer: { key: string }) => offer.key.replaceAll(" ", "");

/** Returns an owner who confirmed their app a minute ago. */
async function enrolled() {
  after(0);
  const subject = Id.create("staff");
  const key = keyIn(await Totp.enroll({ subject, name: "ada@example.com" }));
  await Totp.confirm({ subject, code: Totp.codeOf(key) });
  after(60);
  return { subject, key };
}

test("an app is in use once a code has shown that it has the key", async () => {
  const subject = Id.create("staff");
  const offer = await Totp.enroll({ subject, name: "ada@example.com" });
  expect(offer.key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  expect(new URL(offer.uri).searchParams.get("secret")).toBe(keyIn(offer));
  expect(offer.qr).toMatch(/^<svg /);
  expect(await Totp.enroll({ subject, name: "ada@example.com" })).toEqual(offer);
  expect(await Totp.status({ subject })).toBeNull();
  await expect(Totp.verify({ subject, code: Totp.codeOf(keyIn(offer)) })).rejects.toEqual(refused);
  await expect(Totp.confirm({ subject, code: Totp.codeOf(keyIn(offer), 5) })).rejects.toEqual(refused);
  await Totp.confirm({ subject, code: Totp.codeOf(keyIn(offer)) });
  expect(await Totp.status({ subject })).toEqual({ since: expect.stringMatching(/Z$/) });
});

test("a code works once, also in twenty simultaneous uses, and the one that confirmed the app is used up", async () => {
  const { subject, key } = await enrolled();
  after(0);
  await expect(Totp.verify({ subject, code: Totp.codeOf(key) })).rejects.toEqual(refused);
  after(60);
  const code = Totp.codeOf(key);
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => Totp.verify({ subject, code })));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const { reason } of all.filter((one) => one.status === "rejected")) expect(reason).toEqual(refused);
});

test("clocks may differ by one step, and a code older than a used one is refused", async () => {
  for (const steps of [-1, 0, 1]) {
    const { subject, key } = await enrolled();
    const code = Totp.codeOf(key, steps);
    await Totp.verify({ subject, code: `${code.slice(0, 3)} ${code.slice(3)}` });
  }
  for (const steps of [-3, -2, 2, 3]) {
    const { subject, key } = await enrolled();
    await expect(Totp.verify({ subject, code: Totp.codeOf(key, steps) })).rejects.toEqual(refused);
  }
  const { subject, key } = await enrolled();
  await Totp.verify({ subject, code: Totp.codeOf(key) });
  await expect(Totp.verify({ subject, code: Totp.codeOf(key, -1) })).rejects.toEqual(refused);
});

test("the old key works until the new one is confirmed", async () => {
  const { subject, key } = await enrolled();
  const next = keyIn(await Totp.enroll({ subject, name: "ada@example.com" }));
  expect(next).not.toBe(key);
  await Totp.verify({ subject, code: Totp.codeOf(key) });
  after(120);
  await Totp.confirm({ subject, code: Totp.codeOf(next) });
  after(180);
  await expect(Totp.verify({ subject, code: Totp.codeOf(key) })).rejects.toEqual(refused);
  await Totp.verify({ subject, code: Totp.codeOf(next) });
});

test("the table holds no plain key, and a sealed one does not work in another row", async () => {
  const [ada, bob] = [await enrolled(), await enrolled()];
  let rows: Record<string, unknown>[] = [];
  for await (const page of Dynamo.scan()) rows = rows.concat(page);
  expect(JSON.stringify(rows)).not.toContain(ada.key);
  const rowOf = (subject: string) => rows.find((row) => row.subject === subject && row.sealedKey);
  const moved = { ...rowOf(bob.subject), sealedKey: rowOf(ada.subject)?.sealedKey };
  const { PutCommand } = await import("@aws-sdk/lib-dynamodb");
  await Dynamo.client.send(new PutCommand({ TableName: Dynamo.tableName(), Item: moved }));
  await expect(Totp.verify({ subject: bob.subject, code: Totp.codeOf(ada.key) })).rejects.toEqual(refused);
});

test("a given key works at once, and a deleted one no longer", async () => {
  const subject = Id.create("staff");
  const key = Totp.newKey();
  await Totp.adopt({ subject, key });
  await Totp.verify({ subject, code: Totp.codeOf(key) });
  await Totp.adopt({ subject, key });
  await expect(Totp.verify({ subject, code: Totp.codeOf(key) })).rejects.toEqual(refused);
  expect(await Dynamo.written(Totp.revoke({ subject }).go())).toBe(true);
  expect(await Dynamo.written(Totp.revoke({ subject }).go())).toBe(false);
  after(60);
  await expect(Totp.verify({ subject, code: Totp.codeOf(key) })).rejects.toEqual(refused);
});

test("input that is not a code is rejected", () => {
  const subject = Id.create("staff");
  for (const code of ["", "12345", "1234567", "12345a", "１２３ ４５", "1".repeat(1000)])
    expect(() => Totp.verify({ subject, code })).toThrow();
});
