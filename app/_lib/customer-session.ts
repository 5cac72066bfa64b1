import { randomBytes } from "node:crypto";
import { Session } from "@securecart/core/session";
import { Shop } from "@securecart/core/shop";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { leaveCart } from "./cart-cookie";
import { clientAddress } from "./client-address";
import { deviceOf } from "./device";

const audience = "shop";
const year = 365 * 24 * 3600;

/** The `__Host-` prefix binds a cookie to this very origin; browsers accept it over HTTPS only. */
const hostOnly = (name: string) => (Shop.secureCookies() ? `__Host-${name}` : name);
const sessionCookie = () => hostOnly("session");
const browserCookie = () => hostOnly("browser");

/** Readable by the header of pages that are the same for everyone: whether to say "Account". Worth nothing else. */
export const signedInCookie = "signed_in";

const shared = () => ({ path: "/", sameSite: "lax", secure: Shop.secureCookies() }) as const;
const hidden = () => ({ ...shared(), httpOnly: true }) as const;

export type SignedIn = { customerId: string } & Omit<Session.Current, "subject" | "audience">;

/** Who is signed in, or null. `quiet` asks without counting as use of the session. */
export async function readCustomer({ quiet = false } = {}): Promise<SignedIn | null> {
  const token = (await cookies()).get(sessionCookie())?.value;
  const session = token ? await Session.read({ token, audience, quiet }) : null;
  if (!session) return null;
  const { subject, audience: _, ...rest } = session;
  return { customerId: subject, ...rest };
}

const readOnce = cache(() => readCustomer());

/**
 * The one gate of a customer's own pages: each page and each action passes it by itself. Whoever is not signed in is led
 * to the sign-in; `from` is where they come back to.
 */
export async function requireCustomer({ from }: { from: string }): Promise<SignedIn> {
  return (await readOnce()) ?? redirect(`/sign-in?from=${encodeURIComponent(from)}`);
}

/** Where a request comes from, as throttling and the list of sessions know it. */
export async function browserOf() {
  const known = (await cookies()).get(browserCookie())?.value;
  return {
    origin: (await clientAddress())?.slice(0, 100) ?? "unknown",
    device: deviceOf((await headers()).get("user-agent")),
    ...(known && /^[\w-]{22}$/.test(known) && { known }),
  };
}

/**
 * This browser is the customer's from now on: with the new session's own token, whatever cookie it had before. A session
 * that it had before is over.
 */
export async function beginCustomer({ token }: { token: string }) {
  await endSession();
  const jar = await cookies();
  const maxAge = Session.limits[audience].absolute;
  jar.set(sessionCookie(), token, { ...hidden(), maxAge });
  jar.set(signedInCookie, "1", { ...shared(), maxAge });
}

/**
 * A browser's own random bits, made when it signs in: strangers who guess cannot lock out a browser that has been here.
 * To be called before signing in, so that the sign-in is counted as this browser's.
 */
export async function markBrowser() {
  const browser = await browserOf();
  if (browser.known) return { ...browser, known: browser.known };
  const known = randomBytes(16).toString("base64url");
  (await cookies()).set(browserCookie(), known, { ...hidden(), maxAge: year });
  return { ...browser, known };
}

/** Signs out, here and for whoever has a copy of the cookie. */
export async function endCustomer() {
  await endSession();
  await forgetCustomer();
}

/** Takes the cookies of a session that is over out of this browser. */
export async function forgetCustomer() {
  const jar = await cookies();
  jar.set(sessionCookie(), "", { ...hidden(), maxAge: 0 });
  jar.set(signedInCookie, "", { ...shared(), maxAge: 0 });
  await leaveCart();
}

async function endSession() {
  const token = (await cookies()).get(sessionCookie())?.value;
  if (token) await Session.end({ token, audience });
}

/** The token of this browser's session, for proving again who somebody is. */
export const sessionToken = async () => (await cookies()).get(sessionCookie())?.value ?? "";
