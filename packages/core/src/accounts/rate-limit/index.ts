import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Network } from "#platform/network";
import { Secret } from "#platform/secret";
import { AttemptEntity } from "./attempt.entity";

export * as RateLimit from "./index";
export { takePlace } from "./place";

/**
 * How many attempts rest: `pair` those of one place at one account, `account` those at one account from anywhere,
 * `origin` those of one place at any account. A place may be a whole office; a stranger alone never reaches `account`.
 */
const limits = {
  staff_sign_in: { pair: 5, account: 25, origin: 5 },
  staff_factor: { pair: 5, account: 5, origin: 30 },
  sign_in: { pair: 5, account: 50, origin: 30 },
  letter: { pair: 10, account: 20, origin: 100 },
  /** Codes have six digits: so many guesses a day are not enough for anybody. */
  code: { pair: 20, account: 30, origin: 100 },
  /** Of the mailbox that an address moves from; nobody signs in by them, so that no place is an account's own. */
  email_change: { pair: 30, account: 30, origin: 100 },
  coupon: { pair: 20, account: 20, origin: 60 },
  /** Each is a consultation of the EU's register, which closes to whom asks too much. */
  tax_id: { pair: 10, account: 10, origin: 30 },
} as const;

export type What = keyof typeof limits;

/** For so long they rest, in seconds, from the last attempt on. */
export const pauseSeconds = 15 * 60;
const pauseOf = (what: What) => (what === "code" || what === "email_change" ? 24 * 3600 : pauseSeconds);

const tooMany: Partial<Record<What, string>> = {
  code: "Too many wrong codes today. Please sign in with your password.",
  email_change: "Too many codes today. Please try again tomorrow.",
  tax_id: "Too many business tax IDs were checked. Wait 15 minutes and try again, or leave the field empty.",
};

/** A place or a browser from which an account signed in stays its own for so long, in seconds. */
const homeSeconds = 90 * 24 * 3600;

const Attempt = z.object({
  what: z.enum(Object.keys(limits) as [What]),
  account: z.string().max(300),
  /** The network address that it comes from; what counts is its network. */
  origin: z.string().max(100).transform(Network.of),
  /** What a browser shows that signed in before: random bits of its own. */
  browser: z.string().max(100).optional(),
});

type Attempt = z.output<typeof Attempt>;
type Kind = "pair" | "account" | "origin" | "home" | "known";

/**
 * Takes an attempt before anything is looked at, so that guesses sent at once are counted as well. Strangers who try
 * cannot keep the owner out: a browser of the account's own is counted by itself, and a place of its own is not counted
 * for the account. Throws `throttle.too_many`.
 */
export const take = fn(Attempt, async (attempt) => {
  const { what, account, origin } = attempt;
  const [known, home] = await Promise.all([isOwn("known", attempt), isOwn("home", attempt)]);
  const allowed = known
    ? await count(what, "pair", ownOf("known", attempt))
    : (await count(what, "origin", origin)) &&
      (await count(what, "pair", ownOf("home", attempt))) &&
      (home || (await count(what, "account", account)));
  if (allowed) return;
  const message = tooMany[what] ?? "Too many attempts. Please wait 15 minutes and try again.";
  throw new DomainError("auth", "throttle.too_many", message);
});

/**
 * It worked: the failures before it were typing errors, and the place and the browser are the account's own from now
 * on. The place gets back its last attempt only, because a guesser may have an account, too.
 */
export const forgive = fn(Attempt, async (attempt) => {
  const { what, account, origin, browser } = attempt;
  const own = { until: Clock.iso(homeSeconds), ttl: Clock.seconds(homeSeconds) };
  await Promise.all([
    AttemptEntity.delete(keyOf(what, "account", account)).go(),
    AttemptEntity.delete(keyOf(what, "pair", ownOf("home", attempt))).go(),
    AttemptEntity.put({ ...keyOf(what, "home", ownOf("home", attempt)), ...own }).go(),
    giveBack(keyOf(what, "origin", origin)),
    ...(browser
      ? [
          AttemptEntity.delete(keyOf(what, "pair", ownOf("known", attempt))).go(),
          AttemptEntity.put({ ...keyOf(what, "known", ownOf("known", attempt)), ...own }).go(),
        ]
      : []),
  ]);
});

/**
 * Forgets what was tried for an account, whatever it was. Answers how many counts there were. What is counted of an
 * account together with a place or a browser cannot be found by the account alone, by us neither; it goes by itself.
 */
export const forget = fn(z.object({ account: z.string().max(300) }), async ({ account }) => {
  const keys = (Object.keys(limits) as What[]).map((what) => keyOf(what, "account", account));
  const gone = await Promise.all(
    keys.map(async (key) => (await AttemptEntity.delete(key).go({ response: "all_old" })).data !== null),
  );
  return gone.filter(Boolean).length;
});

type Key = ReturnType<typeof keyOf>;

const rounds = 4;

/**
 * Counts one more, unless there are too many already; each that counts begins the pause anew. One read and one write,
 * whether it is the first or the fifth: nobody learns from the time it takes what was tried before.
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

async function giveBack(key: Key) {
  await Dynamo.written(
    AttemptEntity.patch(key)
      .subtract({ count: 1 })
      .where(({ count }, { gt }) => gt(count, 0))
      .go(),
  );
}

async function isOwn(kind: "home" | "known", attempt: Attempt) {
  const key = keyOf(attempt.what, kind, ownOf(kind, attempt));
  const { data } = await AttemptEntity.get(key).go({ consistent: true });
  return data !== null && data.until > Clock.iso();
}

/** A place or a browser is an account's own for all that shoppers do, or for all that staff do. */
const realm = (what: What) => (what.startsWith("staff") ? "staff" : "shop");

const ownOf = (kind: "home" | "known", { account, origin, browser }: Attempt) =>
  `${account} ${kind === "home" ? origin : (browser ?? "")}`;

function keyOf(what: What, kind: Kind, value: string) {
  const scope = kind === "home" || kind === "known" ? realm(what) : what;
  const digest = Secret.sign("LinkSecret", `attempt-${scope}-${kind}`, value);
  return { what: scope, kind, value: digest.toString("base64url") };
}
