import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Network } from "#platform/network";
import { Secret } from "#platform/secret";
import { AttemptEntity } from "./attempt.entity";

export * as RateLimit from "./index";
export { takeOfNetwork } from "./network";

/**
 * Most attempts before a pause: `pair` of one client network at one account, `account` of all unknown networks at one
 * account, `origin` of one network at any account. A network may be a whole office; one network alone never reaches
 * `account`.
 */
const limits = {
  staff_sign_in: { pair: 5, account: 25, origin: 5 },
  staff_factor: { pair: 5, account: 5, origin: 30 },
  sign_in: { pair: 5, account: 50, origin: 30 },
  email: { pair: 10, account: 20, origin: 100 },
  /** Codes have six digits: 30 guesses a day do not find one. */
  code: { pair: 20, account: 30, origin: 100 },
  /** Codes of the present mailbox in an email change. They do not sign in, so no network becomes known. */
  email_change: { pair: 30, account: 30, origin: 100 },
  coupon: { pair: 20, account: 20, origin: 60 },
  /** Each is a request to the EU's register, which blocks clients that send too many. */
  tax_id: { pair: 10, account: 10, origin: 30 },
  /** Reviews by one link. */
  review: { pair: 30, account: 30, origin: 90 },
  /** Requests to be told about something. Only the first of a day sends an email. */
  alert: { pair: 20, account: 40, origin: 40 },
} as const;

export type What = keyof typeof limits;
const whats = Object.keys(limits) as [What];

/** Length of a pause, from the last counted attempt on, in seconds. */
export const pauseSeconds = 15 * 60;
const pauseOf = (what: What) => (what === "code" || what === "email_change" ? 24 * 3600 : pauseSeconds);

const tooMany: Partial<Record<What, string>> = {
  code: "Too many wrong codes today. Please sign in with your password.",
  email_change: "Too many codes today. Please try again tomorrow.",
  tax_id: "Too many business tax IDs were checked. Wait 15 minutes and try again, or leave the field empty.",
};

/** Time for which a network or a device stays known after a sign-in, in seconds. */
const knownSeconds = 90 * 24 * 3600;

const Attempt = z.object({
  what: z.enum(whats),
  account: z.string().max(300),
  /** Network address of the client; its client network is what counts. */
  origin: z.string().max(100).transform(Network.of),
  /** Random id of a browser that has signed in before. */
  browser: z.string().max(100).optional(),
});

type Attempt = z.output<typeof Attempt>;
type Kind = "pair" | "account" | "origin" | "home" | "known";

/**
 * Counts an attempt before it is checked, so that simultaneous guesses count as well. Strangers cannot lock out the
 * owner: a known device of the account has a count of its own, and a known network does not count for the account.
 * Throws `throttle.too_many`.
 */
export const take = fn(Attempt, async (attempt) => {
  const { what, account, origin } = attempt;
  const [device, network] = await Promise.all([isKnown("known", attempt), isKnown("home", attempt)]);
  const allowed = device
    ? await count(what, "pair", pairOf("known", attempt))
    : (await count(what, "origin", origin)) &&
      (await count(what, "pair", pairOf("home", attempt))) &&
      (network || (await count(what, "account", account)));
  if (allowed) return;
  const message = tooMany[what] ?? "Too many attempts. Please wait 15 minutes and try again.";
  throw new DomainError("auth", "throttle.too_many", message);
});

/**
 * Clears the counts of an account after a success, and makes the network and the device known for it. Of the network's
 * count only this attempt is taken back: a guesser may have an account too.
 */
export const forgive = fn(Attempt, async (attempt) => {
  const { what, account, origin, browser } = attempt;
  const known = { until: Clock.iso(knownSeconds), ttl: Clock.seconds(knownSeconds) };
  await Promise.all([
    AttemptEntity.delete(keyOf(what, "account", account)).go(),
    AttemptEntity.delete(keyOf(what, "pair", pairOf("home", attempt))).go(),
    AttemptEntity.put({ ...keyOf(what, "home", pairOf("home", attempt)), ...known }).go(),
    takeBack(keyOf(what, "origin", origin)),
    ...(browser
      ? [
          AttemptEntity.delete(keyOf(what, "pair", pairOf("known", attempt))).go(),
          AttemptEntity.put({ ...keyOf(what, "known", pairOf("known", attempt)), ...known }).go(),
        ]
      : []),
  ]);
});

/**
 * Deletes the counts of an account and returns how many there were. Rows of the account together with a network or a
 * device cannot be found without these, by us neither; they expire.
 */
export const forget = fn(z.object({ account: z.string().max(300) }), async ({ account }) => {
  const deleted = await Promise.all(
    whats.map((what) => AttemptEntity.delete(keyOf(what, "account", account)).go({ response: "all_old" })),
  );
  return deleted.filter(({ data }) => data !== null).length;
});

const rounds = 4;

/**
 * Adds one to a count unless the limit is reached; each counted attempt restarts the pause. One read and one write for
 * every count below the limit, so that the time it takes does not tell how many attempts there were.
 */
async function count(what: What, kind: "pair" | "account" | "origin", value: string) {
  const key = keyOf(what, kind, value);
  const limit: number = limits[what][kind];
  const pause = pauseOf(what);
  for (let round = 0; round < rounds; round++) {
    const now = Clock.iso();
    const running = { until: Clock.iso(pause), ttl: Clock.seconds(pause) };
    const { data: row } = await AttemptEntity.get(key).go({ consistent: true });
    const counting = row !== null && row.until > now;
    if (counting && (row.count ?? 0) >= limit) return false;
    const counted = counting
      ? AttemptEntity.update(key)
          .add({ count: 1 })
          .set(running)
          .where((at, { gt, lt }) => `${gt(at.until, now)} AND ${lt(at.count, limit)}`)
          .go()
      : AttemptEntity.update(key)
          .set({ ...running, count: 1 })
          .where(({ until }, { notExists, lte }) => `${notExists(until)} OR ${lte(until, now)}`)
          .go();
    if (await Dynamo.written(counted)) return true;
  }
  return false;
}

async function takeBack(key: ReturnType<typeof keyOf>) {
  await Dynamo.written(
    AttemptEntity.patch(key)
      .subtract({ count: 1 })
      .where(({ count }, { gt }) => gt(count, 0))
      .go(),
  );
}

/** Tells whether the account has signed in from this network (`home`) or with this device (`known`). */
async function isKnown(kind: "home" | "known", attempt: Attempt) {
  const key = keyOf(attempt.what, kind, pairOf(kind, attempt));
  const { data } = await AttemptEntity.get(key).go({ consistent: true });
  return data !== null && data.until > Clock.iso();
}

const pairOf = (kind: "home" | "known", { account, origin, browser }: Attempt) =>
  `${account} ${kind === "home" ? origin : (browser ?? "")}`;

/** Returns the key of a row. A network or a device is known for everything in the shop, or for everything of staff. */
function keyOf(what: What, kind: Kind, value: string) {
  const area = what.startsWith("staff") ? "staff" : "shop";
  const scope = kind === "home" || kind === "known" ? area : what;
  const digest = Secret.sign("LinkSecret", `attempt-${scope}-${kind}`, value);
  return { what: scope, kind, value: digest.toString("base64url") };
}
