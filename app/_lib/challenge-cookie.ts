import { Challenge } from "@securecart/core/challenge";
import { DomainError } from "@securecart/core/error";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";

/** Binds a letter's code to the browser that asked for it. */
const name = () => (Shop.secureCookies() ? "__Host-challenge" : "challenge");

const hidden = () => ({ path: "/", sameSite: "lax", secure: Shop.secureCookies(), httpOnly: true }) as const;

export async function keepChallenge(challengeId: string) {
  (await cookies()).set(name(), challengeId, { ...hidden(), maxAge: Challenge.lifeSeconds });
}

export async function dropChallenge() {
  (await cookies()).set(name(), "", { ...hidden(), maxAge: 0 });
}

/** What this browser has of a challenge: its id, or something that no challenge has. */
export const challengeInCookie = async () => (await cookies()).get(name())?.value.slice(0, 100) ?? "";

/** The address that a letter went to, of what this browser waits for; null when there is nothing to wait for. */
export async function awaited(purpose: Challenge.Purpose) {
  const parsed = Challenge.byId.schema.safeParse({ challengeId: await challengeInCookie() });
  const challenge = parsed.success ? await Challenge.byId(parsed.data) : null;
  return challenge?.purpose === purpose && !challenge.usedAt ? challenge.email : null;
}

/** What a letter's link is about; null when it is no longer good. Looking does not use it up. */
export async function followed(token: string, purpose: Challenge.Purpose) {
  if (!Challenge.open(token)) return null;
  try {
    return await Challenge.follow({ token, purpose });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
