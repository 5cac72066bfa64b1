import { randomUUID as unique } from "node:crypto";
import { Dynamo } from "@securecart/core/dynamo";
import { RateLimit } from "@securecart/core/rate-limit";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.useRealTimers());

const what = "sign_in";
/** Limits of one network at one account, and of all unknown networks at it. */
const [pair, limit] = [5, 50];
const someone = () => `${unique().toLowerCase()}@example.com`;
const network = () => `198.51.100.1 ${unique()}`;
const tooMany = expect.objectContaining({ code: "throttle.too_many" });

/** Uses up all attempts of strangers at an account, each from a new network. */
async function besiege(account: string) {
  for (let i = 0; i < limit; i++) await RateLimit.take({ what, account, origin: network() });
  await expect(RateLimit.take({ what, account, origin: network() })).rejects.toEqual(tooMany);
}

test("strangers lock out strangers, not the known network and not the known device of the owner", async () => {
  const account = someone();
  const known = { what, account, origin: network(), browser: unique() } as const;
  await RateLimit.take(known);
  await RateLimit.forgive(known);
  await besiege(account);
  await RateLimit.take({ what, account, origin: known.origin });
  await RateLimit.take({ what, account, origin: network(), browser: known.browser });
});

test("all IPv6 addresses of a /64 are one client network", async () => {
  const account = someone();
  const prefix = unique().slice(0, 4);
  const guess = (i: number) =>
    RateLimit.take({ what, account, origin: `2001:db8:${prefix}::${i.toString(16)}` });
  for (let i = 1; i <= pair; i++) await guess(i);
  await expect(guess(0xffff)).rejects.toEqual(tooMany);
  await RateLimit.take({ what, account, origin: network() });
});

test("one stranger locks out only their own network", async () => {
  const [account, stranger] = [someone(), network()];
  const guess = () => RateLimit.take({ what, account, origin: stranger });
  for (let i = 0; i < pair; i++) await guess();
  for (let i = 0; i < 2 * limit; i++) await expect(guess()).rejects.toEqual(tooMany);
  await RateLimit.take({ what, account, origin: network() });
});

test("a known device is not limited by other clients of its network", async () => {
  const [account, origin, browser] = [someone(), network(), unique()];
  await RateLimit.forgive({ what, account, origin, browser });
  const guess = () => RateLimit.take({ what, account: someone(), origin });
  for (let i = 0; i < 30; i++) await guess();
  await expect(guess()).rejects.toEqual(tooMany);
  await RateLimit.take({ what, account, origin, browser });
});

test("a device known to one account is unknown to another", async () => {
  const [mine, victim, browser] = [someone(), someone(), unique()];
  await RateLimit.forgive({ what, account: mine, origin: network(), browser });
  await besiege(victim);
  await expect(RateLimit.take({ what, account: victim, origin: network(), browser })).rejects.toEqual(
    tooMany,
  );
});

test("signing in to an account of their own gives a guesser no further guesses at others", async () => {
  const [origin, own] = [network(), someone()];
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

test("simultaneous attempts are counted one by one, and after the pause counting starts again", async () => {
  const [account, origin] = [someone(), network()];
  const all = await Promise.allSettled(
    Array.from({ length: 25 }, () => RateLimit.take({ what, account, origin })),
  );
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(pair);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (RateLimit.pauseSeconds + 1) * 1000 });
  await RateLimit.take({ what, account, origin });
});

test("the table holds neither email addresses nor network addresses nor device ids", async () => {
  const [account, origin, browser] = [someone(), network(), unique()];
  await RateLimit.take({ what, account, origin, browser });
  await RateLimit.forgive({ what, account, origin, browser });
  let count = 0;
  for await (const rows of Dynamo.scan()) {
    count += rows.length;
    for (const text of [account, origin, browser]) expect(JSON.stringify(rows)).not.toContain(text);
  }
  expect(count).toBeGreaterThan(0);
});

test("a network gets 200 passkey requests in 15 minutes, simultaneous ones included, and other networks are not affected", async () => {
  const [origin, start] = [network(), Date.now()];
  const ask = (origin: string) => RateLimit.takeOfNetwork({ what: "passkey", origin });
  const requests = await Promise.allSettled(Array.from({ length: 20 }, () => ask(origin)));
  let through = requests.filter(({ status }) => status === "fulfilled").length;
  for (const { reason } of requests.filter((one) => one.status === "rejected"))
    expect(reason).toEqual(tooMany);
  while (await ask(origin).then(...answered)) through++;
  expect(through).toBe(200);
  await ask(network());
  const prefix = unique().slice(0, 4);
  for (let i = 0; i < 60; i++)
    await RateLimit.takeOfNetwork({ what: "google", origin: `2001:db8:${prefix}::${i.toString(16)}` });
  await expect(
    RateLimit.takeOfNetwork({ what: "google", origin: `2001:db8:${prefix}::ffff` }),
  ).rejects.toEqual(tooMany);
  // Further requests do not extend the 15 minutes.
  vi.useFakeTimers({ toFake: ["Date"], now: start + 14 * 60_000 });
  await expect(ask(origin)).rejects.toEqual(tooMany);
  vi.setSystemTime(start + 16 * 60_000);
  await ask(origin);
});

const answered = [() => true, () => false] as const;
