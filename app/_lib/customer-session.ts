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

/** Returns a cookie's full name. The `__Host-` prefix binds it to this origin; browsers accept it over HTTPS only. */
const hostOnly = (name: string) => (Shop.secureCookies() ? `__Host-${name}` : name);
const sessionCookie = () => hostOnly("session");
const browserCookie = () => hostOnly("browser");

/** Cookie that tells the header of prerendered pages to show "Account". It grants no access. */
const signedInCookie = "signed_in";

const shared = () => ({ path: "/", sameSite: "lax", secure: Shop.secureCookies() }) as const;
const hidden = () => ({ ...shared(), httpOnly: true }) as const;

export type SignedIn = { customerId: string } & Omit<Session.Current, "subject" | "audience">;

/** Returns the signed-in customer, or null. With `quiet` the read does not extend the session. */
export async function readCustomer({ quiet = false } = {}): Promise<SignedIn | null> {
  const token = (await cookies()).get(sessionCookie())?.value;
  const session = token ? await Session.read({ token, audience, quiet }) : null;
  if (!session) return null;
  const { subject, audience: _, ...rest } = session;
  return { customerId: subject, ...rest };
}

const readOnce = cache(() => readCustomer());

/**
 * Authorizes a customer's own pages: each page and each action calls it. Redirects to the sign-in page when no customer
 * is signed in; `from` is the path to return to afterwards.
 */
export async function requireCustomer({ from }: { from: string }): Promise<SignedIn> {
  return (await readOnce()) ?? redirect(`/sign-in?from=${encodeURIComponent(from)}`);
}

/** Returns the client network, the device and the known browser of a request, for rate limits and the session list. */
export async function browserOf() {
  const known = (await cookies()).get(browserCookie())?.value;
  return {
    origin: (await clientAddress())?.slice(0, 100) ?? "unknown",
    device: deviceOf((await headers()).get("user-agent")),
    ...(known && /^[\w-]{22}$/.test(known) && { known }),
  };
}

/**
 * Stores a customer's new session in this browser and ends the one it had before. The token is always the new
 * session's own, never one that the browser sent.
 */
export async function beginCustomer({ token }: { token: string }) {
  await endSession();
  const jar = await cookies();
  const maxAge = Session.limits[audience].absolute;
  jar.set(sessionCookie(), token, { ...hidden(), maxAge });
  jar.set(signedInCookie, "1", { ...shared(), maxAge });
}

/**
 * Marks this browser as a known device with random bits, so that strangers who guess passwords cannot lock it out. Call
 * it before signing in, so that the sign-in counts for this browser.
 */
export async function markBrowser() {
  const browser = await browserOf();
  if (browser.known) return { ...browser, known: browser.known };
  const known = randomBytes(16).toString("base64url");
  (await cookies()).set(browserCookie(), known, { ...hidden(), maxAge: year });
  return { ...browser, known };
}

/** Signs out: ends the session, so that copies of its cookie stop working too. */
export async function endCustomer() {
  await endSession();
  await forgetCustomer();
}

/** Removes the cookies of an ended session from this browser. */
async function forgetCustomer() {
  const jar = await cookies();
  jar.set(sessionCookie(), "", { ...hidden(), maxAge: 0 });
  jar.set(signedInCookie, "", { ...shared(), maxAge: 0 });
  await leaveCart();
}

async function endSession() {
  const token = (await cookies()).get(sessionCookie())?.value;
  if (token) await Session.end({ token, audience });
}

/** Returns the token of this browser's session, for confirming the customer's identity again; "" when there is none. */
export const sessionToken = async () => (await cookies()).get(sessionCookie())?.value ?? "";
