import { Challenge } from "@securecart/core/challenge";
import { Dynamo } from "@securecart/core/dynamo";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.useRealTimers());

const later = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
const purpose = "sign_in" as const;
const refused = expect.objectContaining({ code: "challenge.refused" });
const over = expect.objectContaining({ code: "challenge.over" });

/** Creates a challenge whose email was sent. */
async function emailed() {
  const { challengeId } = await Challenge.create({ purpose, email: "ada@example.com" });
  await Challenge.arm({ challengeId });
  return challengeId;
}

const wrongFor = (challengeId: string) => (Challenge.code(challengeId) === "000000" ? "000001" : "000000");
const answer = (challengeId: string, only: string) =>
  Challenge.answer({ challengeId, purpose, codes: { only } });

test("the right code is accepted, with spaces too, and the table holds neither code nor link", async () => {
  const challengeId = await emailed();
  const code = Challenge.code(challengeId);
  expect(code).toMatch(/^\d{6}$/);
  expect(await answer(challengeId, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
    email: "ada@example.com",
  });
  for await (const rows of Dynamo.scan()) {
    for (const row of rows.filter((row) => row.challengeId === challengeId))
      expect(Object.values(row)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(Challenge.token(challengeId));
  }
});

test("after five wrong codes the right one is refused as well, also when all are entered at once", async () => {
  const challengeId = await emailed();
  for (let i = 0; i < 4; i++)
    await expect(answer(challengeId, wrongFor(challengeId))).rejects.toEqual(refused);
  await expect(answer(challengeId, wrongFor(challengeId))).rejects.toEqual(over);
  await expect(answer(challengeId, Challenge.code(challengeId))).rejects.toEqual(over);

  const other = await emailed();
  const guesses = Array.from({ length: 40 }, () => answer(other, wrongFor(other)).catch(({ code }) => code));
  const errors = await Promise.all(guesses);
  expect(errors.filter((code) => code === "challenge.refused")).toHaveLength(4);
  await expect(answer(other, Challenge.code(other))).rejects.toEqual(over);
});

test("a code and a link are valid for ten minutes", async () => {
  const challengeId = await emailed();
  const token = Challenge.token(challengeId);
  later(Challenge.lifeSeconds - 5);
  expect(await Challenge.follow({ token, purpose })).toMatchObject({ challengeId });
  later(6);
  await expect(Challenge.follow({ token, purpose })).rejects.toEqual(over);
  await expect(answer(challengeId, Challenge.code(challengeId))).rejects.toEqual(over);
});

test("of a hundred simultaneous uses of a challenge one succeeds", async () => {
  const challengeId = await emailed();
  const uses = await Promise.allSettled(Array.from({ length: 100 }, () => Challenge.use({ challengeId })));
  expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(answer(challengeId, Challenge.code(challengeId))).rejects.toEqual(over);
  await expect(Challenge.follow({ token: Challenge.token(challengeId), purpose })).rejects.toEqual(over);
});

test("a challenge that was never sent, or was sent for another purpose, is refused", async () => {
  const { challengeId } = await Challenge.create({ purpose, email: "ada@example.com" });
  await expect(answer(challengeId, Challenge.code(challengeId))).rejects.toEqual(over);
  const other = await emailed();
  await expect(
    Challenge.answer({ challengeId: other, purpose: "reset", codes: { only: Challenge.code(other) } }),
  ).rejects.toEqual(over);
  await expect(Challenge.follow({ token: Challenge.token(other), purpose: "reset" })).rejects.toEqual(over);
});

test("a forged link is refused", async () => {
  const challengeId = await emailed();
  const token = Challenge.token(challengeId);
  for (const forged of [
    "",
    challengeId,
    `${token}x`,
    token.slice(0, -1),
    `${challengeId}-${"A".repeat(26)}`,
    "é-",
  ])
    expect(Challenge.open(forged), forged).toBeNull();
  expect(Challenge.open(token)).toBe(challengeId);
});

test("a challenge of two mailboxes requires both codes", async () => {
  const challengeId = await emailed();
  const [only, before] = [Challenge.code(challengeId), Challenge.code(challengeId, "before")];
  expect(only).not.toBe(before);
  const both = (codes: { only: string; before: string }) => Challenge.answer({ challengeId, purpose, codes });
  await expect(both({ only, before: only })).rejects.toEqual(refused);
  await expect(both({ only: before, before })).rejects.toEqual(refused);
  expect(await both({ only, before })).toMatchObject({ challengeId });
});
