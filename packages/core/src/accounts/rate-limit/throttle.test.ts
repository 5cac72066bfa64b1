import { randomUUID as unique } from "node:crypto";
import { Dynamo } from "@securecart/core/dynamo";
import { RateLimit } from "@securecart/core/rate-limit";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.useRealTimers());

const what = "sign_in";
/** Of one place at one account, and of all places at it. */
const [pair, limit] = [5, 50];
const someone = () => `${unique().toLowerCase()}@example.com`;
const place = () => `198.51.100.1 ${unique()}`;
const tooMany = expect.objectContaining({ code: "throttle.too_many" });

/** A stranger who tries until nothing more is let through, from ever new places. */
async function besiege(account: string) {
  for (let i = 0; i < limit; i++) await RateLimit.take({ what, account, origin: place() });
  await expect(RateLimit.take({ what, account, origin: place() })).rejects.toEqual(tooMany);
}

test("strangers close an account to strangers, not to its owner's place nor to its owner's browser", async () => {
  const account = someone();
  const home = { what, account, origin: place(), browser: unique() } as const;
  await RateLimit.take(home);
  await RateLimit.forgive(home);
  await besiege(account);
  await RateLimit.take({ what, account, origin: home.origin });
  await RateLimit.take({ what, account, origin: place(), browser: home.browser });
});

test("whoever has a network's worth of IPv6 addresses is one stranger", async () => {
  const account = someone();
  const network = unique().slice(0, 4);
  const guess = (i: number) =>
    RateLimit.take({ what, account, origin: `2001:db8:${network}::${i.toString(16)}` });
  for (let i = 1; i <= pair; i++) await guess(i);
  await expect(guess(0xffff)).rejects.toEqual(tooMany);
  await RateLimit.take({ what, account, origin: place() });
});

test("a stranger alone closes an account to themselves only", async () => {
  const [account, stranger] = [someone(), place()];
  const guess = () => RateLimit.take({ what, account, origin: stranger });
  for (let i = 0; i < pair; i++) await guess();
  for (let i = 0; i < 2 * limit; i++) await expect(guess()).rejects.toEqual(tooMany);
  await RateLimit.take({ what, account, origin: place() });
});

test("an owner's browser is let in although somebody beside it has used up the place", async () => {
  const [account, origin, browser] = [someone(), place(), unique()];
  await RateLimit.forgive({ what, account, origin, browser });
  const guess = () => RateLimit.take({ what, account: someone(), origin });
  for (let i = 0; i < 30; i++) await guess();
  await expect(guess()).rejects.toEqual(tooMany);
  await RateLimit.take({ what, account, origin, browser });
});

test("a browser known to one account is a stranger to another", async () => {
  const [mine, victim, browser] = [someone(), someone(), unique()];
  await RateLimit.forgive({ what, account: mine, origin: place(), browser });
  await besiege(victim);
  await expect(RateLimit.take({ what, account: victim, origin: place(), browser })).rejects.toEqual(tooMany);
});

test("whoever has an account of their own cannot buy guesses at others by signing in to it", async () => {
  const [origin, own] = [place(), someone()];
  const guesses = async () => {
    for (let i = 0; i < 60; i++) {
      if (i % 5 === 4) {
        await RateLimit.take({ what, account: own, origin });
        await RateLimit.forgive({ what, account: own, origin });
      } else await RateLimit.take({ what, account: someone(), origin });
    }
  };
  await expect(guesses()).rejects.toEqual(tooMany);
});

test("attempts that come at once are counted one by one, and after the pause they begin anew", async () => {
  const [account, origin] = [someone(), place()];
  const all = await Promise.allSettled(
    Array.from({ length: 25 }, () => RateLimit.take({ what, account, origin })),
  );
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(pair);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (RateLimit.pauseSeconds + 1) * 1000 });
  await RateLimit.take({ what, account, origin });
});

test("neither addresses nor places stand in the table", async () => {
  const [account, origin, browser] = [someone(), place(), unique()];
  await RateLimit.take({ what, account, origin, browser });
  await RateLimit.forgive({ what, account, origin, browser });
  let count = 0;
  for await (const rows of Dynamo.scan()) {
    count += rows.length;
    for (const text of [account, origin, browser]) expect(JSON.stringify(rows)).not.toContain(text);
  }
  expect(count).toBeGreaterThan(0);
});

test("one place asks for two hundred passkeys in a quarter of an hour, however many at once, and others go on", async () => {
  const [origin, start] = [place(), Date.now()];
  const ask = (origin: string) => RateLimit.takePlace({ what: "passkey", origin });
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => ask(origin)));
  let through = asked.filter(({ status }) => status === "fulfilled").length;
  for (const { reason } of asked.filter((one) => one.status === "rejected")) expect(reason).toEqual(tooMany);
  while (await ask(origin).then(...answered)) through++;
  expect(through).toBe(200);
  await ask(place());
  const network = unique().slice(0, 4);
  for (let i = 0; i < 60; i++)
    await RateLimit.takePlace({ what: "google", origin: `2001:db8:${network}::${i.toString(16)}` });
  await expect(RateLimit.takePlace({ what: "google", origin: `2001:db8:${network}::ffff` })).rejects.toEqual(
    tooMany,
  );
  // Whoever goes on asking does not put off the end of it.
  vi.useFakeTimers({ toFake: ["Date"], now: start + 14 * 60_000 });
  await expect(ask(origin)).rejects.toEqual(tooMany);
  vi.setSystemTime(start + 16 * 60_000);
  await ask(origin);
});

const answered = [() => true, () => false] as const;
