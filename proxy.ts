import { Id } from "@securecart/core/id";
import { OrderAccess } from "@securecart/core/order-access";
import { Shop } from "@securecart/core/shop";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, securityHeaders } from "./app/_lib/security";

/**
 * Orders' pages, pages that are one person's, whatever sends something, and addresses that cannot be read: pages that
 * are the same for all and merely looked at never pass here. `/api/revalidate` is for our own functions, who are no
 * browser and bring a secret of their own.
 */
export const config = {
  matcher: [
    "/orders/:path*",
    // What a page's script fetches (`rsc`) runs under the policy of the page that is open.
    {
      source: "/(admin|account|checkout|sign-in|create-account)/:path*",
      missing: [{ type: "header", key: "rsc" }],
    },
    { source: "/(reset|find-orders|erased)/:token?", missing: [{ type: "header", key: "rsc" }] },
    { source: "/((?!_next/|api/revalidate).*)", has: [{ type: "header", key: "content-type" }] },
    { source: "/((?!_next/|api/revalidate).*)", has: [{ type: "header", key: "next-action" }] },
    // No browser sends these two.
    { source: "/(.*)", has: [{ type: "header", key: "content-security-policy" }] },
    { source: "/(.*)", has: [{ type: "header", key: "content-security-policy-report-only" }] },
    // An address is compared as it reads decoded: a percent sign that is left stands where nothing can be decoded.
    "/(.*%.*)",
    // Next's own page for the worst case answers 500 to whoever asks for it.
    "/_global-error",
  ],
};

const looking = ["GET", "HEAD", "OPTIONS"];

export function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl;
  // On functions each request comes here that has an address of the list: its headers are not asked.
  const isRead = looking.includes(request.method) || pathname === "/api/revalidate";
  const problem = isRead ? null : problemOf(request);
  if (problem) return refusal(problem);
  if (leadsNowhere(request)) return noSuchPage(request);
  return isPersonal(pathname) ? withNonce(request) : onward(request);
}

/**
 * Where each page is made for one person, each time; in the first five whatever is asked for, so that no page without
 * a nonce is ever under a policy that wants one.
 */
const personal = [
  /^\/(admin|account|checkout|sign-in|create-account)(\/|$)/,
  /^\/(orders|reset|find-orders|erased)(\/[^/]+)?$/,
];

const isPersonal = (pathname: string) => personal.some((pages) => pages.test(pathname));

function leadsNowhere(request: NextRequest) {
  const { pathname } = request.nextUrl;
  if (!isReadable(pathname) || pathname === "/_global-error") return true;
  return pathname.startsWith("/orders/") && !mayBeOrder(request);
}

/** Next answers a broken percent sign with an error of the server; it is the asker's. */
function isReadable(pathname: string) {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** A courtesy, not a boundary: the page and its actions open the token themselves. */
function mayBeOrder(request: NextRequest) {
  const [, , token, ...rest] = request.nextUrl.pathname.split("/");
  return Boolean(token && rest.length === 0 && (OrderAccess.open(token) || mayBeOwn(request, token)));
}

/** The bare id of an order, asked for by a browser that says it is signed in: the page looks whose it is. */
const mayBeOwn = (request: NextRequest, token: string) =>
  Id.schema("order").safeParse(token).success &&
  (request.cookies.has("__Host-session") || request.cookies.has("session"));

/** The static "not found" page with its real status. */
const noSuchPage = (request: NextRequest) => NextResponse.rewrite(new URL("/no-such-page", request.url));

/** Next puts the nonce of the request's policy on each script that it writes. */
function withNonce(request: NextRequest) {
  const policy = contentSecurityPolicy(crypto.randomUUID());
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * Next writes the nonce that a request's policy names on each script, also of a page that is kept for others: what a
 * visitor sends names none.
 */
function onward(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.delete("content-security-policy");
  headers.delete("content-security-policy-report-only");
  return NextResponse.next({ request: { headers } });
}

type Problem = { status: number; words: string };

/** What a form may weigh at most: Next reads no more of it. */
const mostBytes = 1024 * 1024;

/** Why something that was sent goes no further: Next would answer it as an error of the server; it is the sender's. */
function problemOf(request: NextRequest): Problem | null {
  const { headers } = request;
  if (!isOurs(request))
    return {
      status: 403,
      words: "This was not sent from a page of this shop. Please open the page again and try once more.",
    };
  if (Number(headers.get("content-length")) > mostBytes)
    return { status: 413, words: "This is more than the shop can take at once." };
  const type = headers.get("content-type") ?? "";
  return /^multipart\//i.test(type) && !/boundary=/i.test(type)
    ? { status: 400, words: "This form cannot be read. Please open the page again and try once more." }
    : null;
}

/**
 * Browsers say which site a form was sent from; Next compares it with the host that was asked for. On one's own machine
 * the shop has several names.
 */
function isOurs(request: NextRequest) {
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const [sender, shop] = [new URL(origin), new URL(Shop.url())];
  const asked = request.headers.get("x-forwarded-host")?.split(",")[0]?.trim();
  if (asked && asked !== sender.host) return false;
  if (sender.origin === shop.origin) return true;
  const own = ["localhost", "127.0.0.1", "[::1]"];
  return (
    own.includes(shop.hostname) &&
    own.includes(sender.hostname) &&
    sender.host === request.headers.get("host")
  );
}

/** On functions nothing else adds the headers of the configuration to an answer that ends here. */
const refusal = ({ status, words }: Problem) =>
  new NextResponse(words, {
    status,
    headers: {
      ...securityHeaders,
      "content-security-policy": contentSecurityPolicy(),
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
    },
  });
