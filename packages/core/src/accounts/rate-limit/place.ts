import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Network } from "#platform/network";
import { Secret } from "#platform/secret";
import { AttemptEntity } from "./attempt.entity";

/** How often one place may ask for what names no account, in a quarter of an hour. A place may be a whole office. */
const limits = {
  /** A row each; the sign-in asks for one by itself. */
  passkey: 200,
  /** A conversation with Google each. */
  google: 60,
} as const;

const windowSeconds = 15 * 60;
const rounds = 4;

const Asked = z.object({
  what: z.enum(Object.keys(limits) as [keyof typeof limits]),
  /** The network address that it comes from; what counts is its network. */
  origin: z.string().max(100).transform(Network.of),
});

/**
 * Counts what a place asks for that no account is named in: nothing here can be guessed, but each costs something.
 * The quarter of an hour is over when it is over, whoever goes on asking. Throws `throttle.too_many`.
 */
export const takePlace = fn(Asked, async ({ what, origin }) => {
  const value = Secret.sign("LinkSecret", `attempt-${what}-origin`, origin).toString("base64url");
  const most: number = limits[what];
  const key = { what, kind: "origin", value } as const;
  for (let round = 0; round < rounds; round++) {
    const now = Clock.iso();
    const { data: row } = await AttemptEntity.get(key).go({ consistent: true });
    const running = row !== null && row.until > now;
    if (running && (row.count ?? 0) >= most) break;
    const counting = running
      ? AttemptEntity.update(key)
          .add({ count: 1 })
          .where((at, { eq, lt }) => `${eq(at.until, row.until)} AND ${lt(at.count, most)}`)
      : AttemptEntity.update(key)
          .set({ until: Clock.iso(windowSeconds), ttl: Clock.seconds(windowSeconds), count: 1 })
          .where(({ until }, { notExists, lte }) => `${notExists(until)} OR ${lte(until, now)}`);
    if (await Dynamo.written(counting.go())) return;
  }
  throw new DomainError(
    "auth",
    "throttle.too_many",
    "Too many attempts. Please wait 15 minutes and try again.",
  );
});
