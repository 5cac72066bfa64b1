import { Clock } from "../clock";
import { DomainError } from "../error";
import { Secret } from "../secret";
import { AttemptEntity } from "./attempt.entity";

/** After so many failures nobody tries again for so many seconds. */
export const failureLimit = 5;
export const pauseSeconds = 15 * 60;

/** A place from which an account signed in stays its own for so long, in seconds. */
const homeSeconds = 30 * 24 * 3600;

const tries = 5;

type Kind = "account" | "origin" | "home";
export type Attempt = { email: string; origin: string };

/**
 * Takes an attempt before the password is looked at, so that guesses sent at once are counted as well. Failures
 * count for the place they come from, and for the account unless they come from a place of its own: strangers who guess
 * cannot keep the owner out. Throws `staff.throttled`.
 */
export async function take({ email, origin }: Attempt) {
  const fromHome = await isHome({ email, origin });
  const allowed = (await count("origin", origin)) && (fromHome || (await count("account", email)));
  if (allowed) return;
  throw new DomainError(
    "auth",
    "staff.throttled",
    "Too many attempts. Please wait 15 minutes and try again.",
  );
}

/** Signing in worked: the failures before it were typing errors, and the place is the account's own from now on. */
export async function forgive({ email, origin }: Attempt) {
  await Promise.all([
    AttemptEntity.delete(keyOf("account", email)).go(),
    AttemptEntity.delete(keyOf("origin", origin)).go(),
    AttemptEntity.put({
      ...keyOf("home", homeOf({ email, origin })),
      until: Clock.iso(homeSeconds),
      ttl: Clock.seconds(homeSeconds),
    }).go(),
  ]);
}

/** Counts one more, unless there are too many already; each that counts begins the pause anew. */
async function count(kind: Kind, value: string) {
  const key = keyOf(kind, value);
  const until = { until: Clock.iso(pauseSeconds), ttl: Clock.seconds(pauseSeconds) };
  for (let attempt = 1; attempt <= tries; attempt++) {
    const { data: row } = await AttemptEntity.get(key).go({ consistent: true });
    const running = row !== null && row.until > Clock.iso();
    if (running && (row.count ?? 0) >= failureLimit) return false;
    const next = { ...key, ...until, count: running ? (row.count ?? 0) + 1 : 1 };
    const written = await AttemptEntity.put(next)
      .where((at, { eq, notExists }) =>
        row === null ? notExists(at.until) : `${eq(at.until, row.until)} AND ${eq(at.count, row.count ?? 0)}`,
      )
      .go()
      .then(() => true, refused);
    if (written) return true;
  }
  return false;
}

async function isHome(attempt: Attempt) {
  const { data } = await AttemptEntity.get(keyOf("home", homeOf(attempt))).go({ consistent: true });
  return data !== null && data.until > Clock.iso();
}

const homeOf = ({ email, origin }: Attempt) => `${email} ${origin}`;

const keyOf = (kind: Kind, value: string) => ({
  kind,
  value: Secret.sign("LinkSecret", `staff-attempt-${kind}`, value).toString("base64url"),
});

function refused(error: unknown) {
  if (error instanceof Error && /conditional request failed/i.test(error.message)) return false;
  throw error;
}
