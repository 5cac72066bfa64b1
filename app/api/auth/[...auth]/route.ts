import { Customer } from "@securecart/core/customer";
import { DomainError } from "@securecart/core/error";
import { Oidc } from "@securecart/core/oidc";
import { RateLimit } from "@securecart/core/rate-limit";
import { Shop } from "@securecart/core/shop";
import { cookies } from "next/headers";
import { type NextRequest, NextResponse } from "next/server";
import { afterSignIn } from "#app/_lib/after-sign-in";
import { finishSignIn } from "#app/_lib/complete-sign-in";
import { browserOf, markBrowser, readCustomer } from "#app/_lib/customer-session";

/**
 * Handles the redirect back from Google, the only Auth.js endpoint that is enabled. Connects the Google account when
 * the customer is signed in; signs in otherwise.
 */
export async function GET(request: NextRequest, { params }: RouteContext<"/api/auth/[...auth]">) {
  const { auth } = await params;
  if (auth.join("/") !== "callback/google" || !Oidc.offered()) return new NextResponse(null, { status: 404 });
  const path = await finish(request).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    return `/sign-in?trouble=${encodeURIComponent(error.code)}`;
  });
  return NextResponse.redirect(`${Shop.url()}${path}`, {
    status: 303,
    headers: { "cache-control": "no-store" },
  });
}

async function finish(request: NextRequest): Promise<string> {
  const { origin } = await browserOf();
  await RateLimit.takeOfNetwork({ what: "google", origin });
  const { identity, back, tripCookies } = await Oidc.finish({
    search: request.nextUrl.search.slice(0, 8_000),
    cookie: (request.headers.get("cookie") ?? "").slice(0, 16_000),
  });
  const jar = await cookies();
  for (const { name, value, options } of tripCookies) jar.set(name, value, options);
  const session = await readCustomer();
  if (!session) return finishSignIn(await signIn(identity), back);
  const { customerId, authenticatedAt } = session;
  await Customer.connect({ ...identity, customerId, authenticatedAt, browser: await browserOf() });
  await afterSignIn({ customerId, verifiedEmail: await addressOf(customerId) });
  return "/account/security?done=google";
}

const signIn = async (identity: Oidc.Identity) =>
  Customer.signInByIdentity({ ...identity, browser: await markBrowser() });

const addressOf = async (customerId: string) => (await Customer.byId({ customerId }))?.email ?? "";
