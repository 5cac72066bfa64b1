import { Auth, type AuthConfig, raw, skipCSRFCheck } from "@auth/core";
import Google from "@auth/core/providers/google";
import { Resource } from "sst";
import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Secret } from "#platform/secret";
import { Shop } from "#platform/shop";

export * as Oidc from "./index";

/** A cookie for the browser that is on its way to the provider or comes back from it. */
export type Crumb = { name: string; value: string; options: Record<string, unknown> };

/** Who somebody is elsewhere, as the provider has signed it. */
export type Identity = {
  provider: "google";
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string;
};

const base = "/api/auth";

/** Whether people can come by Google: not where its client is called "none". */
export const offered = () => Resource.GoogleClientId.value !== "none";

const unavailable = () =>
  new DomainError(
    "unavailable",
    "federation.refused",
    "Signing in with Google did not work. Please try again.",
  );

/** Where to send a browser that wants to sign in with Google, and what it must remember until it comes back. */
export const start = fn(z.object({ back: z.string().max(500) }), async ({ back }) => {
  const { cookies, redirect } = await ask(
    new Request(`${Shop.url()}${base}/signin/google`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ callbackUrl: `${Shop.url()}${back}` }),
    }),
    config(() => undefined),
  );
  if (!redirect || new URL(redirect).origin === new URL(Shop.url()).origin) throw unavailable();
  return { url: redirect, crumbs: cookies };
});

const Return = z.object({
  /** The query that the browser came back with, and what it remembered. */
  search: z.string().max(8_000),
  cookie: z.string().max(16_000),
});

/**
 * Who the browser is that comes back. State, nonce and PKCE are checked by Auth.js, against the cookies that only the
 * browser has which was sent away. Throws `federation.refused`; the crumbs are to be taken back in any case.
 */
export const finish = fn(Return, async ({ search, cookie }) => {
  let identity: Identity | undefined;
  const request = new Request(`${Shop.url()}${base}/callback/google${search}`, { headers: { cookie } });
  const answer = await ask(
    request,
    config((found) => {
      identity = found;
    }),
  );
  if (!identity) throw unavailable();
  return { identity, back: pathOf(answer.redirect), crumbs: answer.cookies.filter(isCrumb) };
});

type Raw = { cookies?: Crumb[]; redirect?: string };

async function ask(request: Request, config: AuthConfig) {
  const { cookies = [], redirect } = (await Auth(request, config).catch((error) => {
    Log.info("federation.refused", { reason: error instanceof Error ? error.name : "unknown" });
    throw unavailable();
  })) as unknown as Raw;
  return { cookies, redirect };
}

/** Its origin comes from configuration: the request that Auth.js sees is ours, not the browser's. */
function config(found: (identity: Identity) => void): AuthConfig {
  return {
    basePath: base,
    trustHost: true,
    secret: Secret.sign("LinkSecret", "federation", "auth").toString("base64url"),
    useSecureCookies: Shop.secureCookies(),
    raw,
    skipCSRFCheck,
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
    // Its own session is thrown away: whoever comes back gets one of ours.
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
      name: (name ?? "").slice(0, 200),
    }),
  );

/** Who signs: Google, or on this machine whom the configuration names. What is not encrypted never leaves the machine. */
export function issuer() {
  const { value } = Resource.GoogleIssuer;
  const { protocol, hostname } = new URL(value);
  const ours = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && ours))
    throw new Error("GoogleIssuer must be an https address.");
  return value.replace(/\/+$/, "");
}

/** What Auth.js remembers of a journey; its session is none of it. */
const isCrumb = ({ name }: Crumb) => !name.includes("session-token");

const pathOf = (url: string | undefined) => {
  if (!url) return "/";
  const { origin, pathname, search } = new URL(url, Shop.url());
  return origin === new URL(Shop.url()).origin ? `${pathname}${search}` : "/";
};
