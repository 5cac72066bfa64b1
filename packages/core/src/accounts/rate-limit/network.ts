import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Network } from "#platform/network";
import { Secret } from "#platform/secret";
import { AttemptEntity } from "./attempt.entity";

/** Most requests of a client network in 15 minutes that name no account. A network may be a whole office. */
const limits = {
  /** Each writes a row; the sign-in page sends one automatically. */
  passkey: 200,
  /** Each causes requests to Google. */
  google: 60,
} as const;

const windowSeconds = 15 * 60;
const rounds = 4;

const Request = z.object({
  what: z.enum(Object.keys(limits) as [keyof typeof limits]),
  /** Network address of the client; its client network is what counts. */
  origin: z.string().max(100).transform(Network.of),
});

/**
 * Counts a request of a client network that names no account: nothing can be guessed with it, but it costs something.
 * Further requests do not extend the 15 minutes. Throws `throttle.too_many`.
 */
export const takeOfNetwork = fn(Request, async ({ what, origin }) => {
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
