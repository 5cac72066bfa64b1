import { Auth, type AuthConfig, raw, skipCSRFCheck } from "@auth/core";
import Google from "@auth/core/providers/google";
import { Resource } from "sst";
import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Secret } from "#platform/secret";
import { Shop } from "#platform/shop";
import { Text } from "#platform/text";

export * as Oidc from "./index";

/** Cookie that a browser carries to the provider and back. */
export type TripCookie = { name: string; value: string; options: Record<string, unknown> };

/** Identity that the provider has signed. */
export type Identity = {
  provider: "google";
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string;
};

const base = "/api/auth";

/** Tells whether signing in with Google is configured: not where the client id is "none". */
export const offered = () => Resource.GoogleClientId.value !== "none";

const unavailable = () =>
  new DomainError(
    "unavailable",
    "federation.refused",
    "Signing in with Google did not work. Please try again.",
  );

/** Returns the provider's URL for a sign-in with Google, and the cookies that the browser must keep until it returns. */
export const start = fn(z.object({ back: z.string().max(500) }), async ({ back }) => {
  const { cookies, redirect } = await run(
    new Request(`${Shop.url()}${base}/signin/google`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ callbackUrl: `${Shop.url()}${back}` }),
    }),
    config(() => undefined),
  );
  if (!redirect || new URL(redirect).origin === new URL(Shop.url()).origin) throw unavailable();
  return { url: redirect, tripCookies: cookies };
});

const Return = z.object({
  /** Query string with which the browser returned, and its cookie header. */
  search: z.string().max(8_000),
  cookie: z.string().max(16_000),
});

/**
 * Returns the identity of a browser that returns from the provider. Auth.js checks state, nonce and PKCE against the
 * cookies of the browser that started. Throws `federation.refused`; the caller deletes the cookies in any case.
 */
export const finish = fn(Return, async ({ search, cookie }) => {
  let identity: Identity | undefined;
  const request = new Request(`${Shop.url()}${base}/callback/google${search}`, { headers: { cookie } });
  const result = await run(
    request,
    config((found) => {
      identity = found;
    }),
  );
  if (!identity) throw unavailable();
  return { identity, back: pathOf(result.redirect), tripCookies: result.cookies.filter(isTripCookie) };
});

/** Response of Auth.js in its `raw` form. */
const Raw = z.object({
  cookies: z
    .array(z.object({ name: z.string(), value: z.string(), options: z.record(z.string(), z.unknown()) }))
    .default([]),
  redirect: z.string().optional(),
});

async function run(request: Request, config: AuthConfig) {
  const response = await Auth(request, config).catch((error) => {
    Log.info("federation.refused", { reason: error instanceof Error ? error.name : "unknown" });
    throw unavailable();
  });
  return Raw.parse(response);
}

/** Returns the configuration of Auth.js. The origin comes from our configuration: Auth.js sees our request, not the browser's. */
function config(found: (identity: Identity) => void): AuthConfig {
  return {
    basePath: base,
    trustHost: true,
    secret: Secret.sign("LinkSecret", "federation", "auth").toString("base64url"),
    useSecureCookies: Shop.secureCookies(),
    raw,
    skipCSRFCheck,
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
    // Its session is discarded: the customer gets one of ours.
    session: { strategy: "jwt", maxAge: 60 },
    providers: [
      Google({
        clientId: Resource.GoogleClientId.value,
        clientSecret: Secret.value("GoogleClientSecret"),
        issuer: issuer(),
        checks: ["pkce", "state", "nonce"],
        authorization: { params: { scope: "openid email profile", prompt: "select_account" } },
      }),
    ],
    callbacks: {
      signIn({ profile }) {
        const parsed = Profile.safeParse(profile);
        if (parsed.success) found(parsed.data);
        return parsed.success;
      },
    },
  };
}

const Profile = z
  .object({
    sub: z.string().min(1).max(255),
    email: z.string().max(254),
    email_verified: z.boolean().optional(),
    name: z.string().optional(),
  })
  .transform(
    ({ sub, email, email_verified, name }): Identity => ({
      provider: "google",
      subject: sub,
      email,
      emailVerified: email_verified === true,
      name: Text.cut(name ?? "", 200),
    }),
  );

/**
 * Returns the issuer: Google, or a local one that the configuration names. Throws for an issuer that is neither on https
 * nor on this machine.
 */
export function issuer() {
  const { value } = Resource.GoogleIssuer;
  const { protocol, hostname } = new URL(value);
  const ours = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && ours))
    throw new Error("GoogleIssuer must be an https address.");
  return value.replace(/\/+$/, "");
}

/** Tells the cookies of the round trip from the session of Auth.js. */
const isTripCookie = ({ name }: TripCookie) => !name.includes("session-token");

const pathOf = (url: string | undefined) => {
  if (!url) return "/";
  const { origin, pathname, search } = new URL(url, Shop.url());
  return origin === new URL(Shop.url()).origin ? `${pathname}${search}` : "/";
};
