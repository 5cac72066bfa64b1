import { Challenge } from "@securecart/core/challenge";
import { DomainError } from "@securecart/core/error";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";

/** Returns the name of the cookie that binds an emailed code to the browser that requested it. */
const name = () => (Shop.secureCookies() ? "__Host-challenge" : "challenge");

const hidden = () => ({ path: "/", sameSite: "lax", secure: Shop.secureCookies(), httpOnly: true }) as const;

export async function keepChallenge(challengeId: string) {
  (await cookies()).set(name(), challengeId, { ...hidden(), maxAge: Challenge.lifeSeconds });
}

export async function dropChallenge() {
  (await cookies()).set(name(), "", { ...hidden(), maxAge: 0 });
}

/** Returns this browser's challenge ID, "" when there is none. It is not verified. */
export const challengeInCookie = async () => (await cookies()).get(name())?.value.slice(0, 100) ?? "";

/** Returns the email address of this browser's open challenge, or null when there is none. */
export async function awaited(purpose: Challenge.Purpose) {
  const parsed = Challenge.byId.schema.safeParse({ challengeId: await challengeInCookie() });
  const challenge = parsed.success ? await Challenge.byId(parsed.data) : null;
  return challenge?.purpose === purpose && !challenge.usedAt ? challenge.email : null;
}

/** Returns the challenge behind an emailed link, or null when the link is no longer valid. Does not use it up. */
export async function followed(token: string, purpose: Challenge.Purpose) {
  if (!Challenge.open(token)) return null;
  try {
    return await Challenge.follow({ token, purpose });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
