import { Id } from "@securecart/core/id";
import { OrderAccess } from "@securecart/core/order-access";
import { Shop } from "@securecart/core/shop";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, securityHeaders } from "./app/_lib/security";

/**
 * Requests that the proxy handles: pages of an order, personal pages, requests with a body, and URLs that cannot be decoded.
 * GET requests for prerendered pages never pass here. `/api/revalidate` is called by our own functions, which are not
 * browsers and sign their requests.
 */
export const config = {
  matcher: [
    "/orders/:path*",
    // What a page's script fetches (`rsc`) runs under the policy of the open page.
    {
      source: "/(admin|account|checkout|sign-in|create-account)/:path*",
      missing: [{ type: "header", key: "rsc" }],
    },
    {
      source: "/(reset|find-orders|erased|reviews|alerts)/:token?",
      missing: [{ type: "header", key: "rsc" }],
    },
    { source: "/((?!_next/|api/revalidate).*)", has: [{ type: "header", key: "content-type" }] },
    { source: "/((?!_next/|api/revalidate).*)", has: [{ type: "header", key: "next-action" }] },
    // No browser sends these two headers.
    { source: "/(.*)", has: [{ type: "header", key: "content-security-policy" }] },
    { source: "/(.*)", has: [{ type: "header", key: "content-security-policy-report-only" }] },
    // Next matches the decoded URL: a percent sign that is left marks something that cannot be decoded.
    "/(.*%.*)",
    // Next's own error page responds with 500 when it is requested directly.
    "/_global-error",
  ],
};

const readMethods = ["GET", "HEAD", "OPTIONS"];

/** Refuses bad requests, returns 404 for URLs that cannot exist, and gives personal pages a policy with a nonce. */
export function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl;
  // On Lambda a request comes here by its URL alone: the header conditions of the matcher are not checked.
  const isRead = readMethods.includes(request.method) || pathname === "/api/revalidate";
  const problem = isRead ? null : problemOf(request);
  if (problem) return refusal(problem);
  if (isUnknown(request)) return notFoundPage(request);
  return isPersonal(pathname) ? withNonce(request) : withoutPolicy(request);
}

/**
 * URLs of pages rendered for one person on each request. The first five include everything below them, so that a page
 * without a nonce never gets a policy that requires one.
 */
const personal = [
  /^\/(admin|account|checkout|sign-in|create-account)(\/|$)/,
  /^\/(orders|reset|find-orders|erased|reviews|alerts)(\/[^/]+)?$/,
];

const isPersonal = (pathname: string) => personal.some((pages) => pages.test(pathname));

/** Reports whether no page can exist at the request's URL. */
function isUnknown(request: NextRequest) {
  const { pathname } = request.nextUrl;
  if (!isDecodable(pathname) || pathname === "/_global-error") return true;
  if (pathname.startsWith("/reviews/")) return !OrderAccess.openReview(pathname.slice("/reviews/".length));
  return pathname.startsWith("/orders/") && !mayBeOrder(request);
}

/** Reports whether a path can be decoded. Next would respond with 500, but the client is at fault. */
function isDecodable(pathname: string) {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** Reports whether the URL may open an order, for a real 404. The page and its actions check access themselves. */
function mayBeOrder(request: NextRequest) {
  const [, , token, ...rest] = request.nextUrl.pathname.split("/");
  return Boolean(token && rest.length === 0 && (OrderAccess.open(token) || mayBeOwn(request, token)));
}

/** Reports whether a browser with a session cookie requests a bare order ID. The page checks whose order it is. */
const mayBeOwn = (request: NextRequest, token: string) =>
  Id.schema("order").safeParse(token).success &&
  (request.cookies.has("__Host-session") || request.cookies.has("session"));

/** Serves the static "not found" page with its real status. */
const notFoundPage = (request: NextRequest) => NextResponse.rewrite(new URL("/no-such-page", request.url));

/** Gives the page a policy with a new nonce. Next puts the nonce of the request's policy on each script it writes. */
function withNonce(request: NextRequest) {
  const isAdmin = /^\/admin(\/|$)/.test(request.nextUrl.pathname);
  const policy = contentSecurityPolicy(crypto.randomUUID(), isAdmin ? Shop.uploadOrigin() : undefined);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * Removes the client's own policy headers. Next would write their nonce on each script, even of a page that it caches
 * for others.
 */
function withoutPolicy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.delete("content-security-policy");
  headers.delete("content-security-policy-report-only");
  return NextResponse.next({ request: { headers } });
}

type Problem = { status: number; message: string };

/** Largest form in bytes, and the largest one of the admin with a picture, or part of a file of an import. */
const mostBytes = 1024 * 1024;
const mostStaffBytes = 4.5 * 1024 * 1024;

/** Returns why a request is refused, or null. Next would respond with 500, but the client is at fault. */
function problemOf(request: NextRequest): Problem | null {
  const { headers } = request;
  if (!isSameOrigin(request))
    return {
      status: 403,
      message: "This was not sent from a page of this shop. Please reload the page and try again.",
    };
  const isStaff = /^\/admin\/(?!sign-in|invitation)/.test(request.nextUrl.pathname);
  if (Number(headers.get("content-length")) > (isStaff ? mostStaffBytes : mostBytes))
    return { status: 413, message: "This is too large. Please send less." };
  // Browsers always say how long a form is. Next would read one without a length to its end, or without end.
  if (headers.has("transfer-encoding") && !headers.has("content-length"))
    return {
      status: 411,
      message: "The length of this request is missing. Please use the form on the page.",
    };
  const type = headers.get("content-type") ?? "";
  return /^multipart\//i.test(type) && !/boundary=/i.test(type)
    ? { status: 400, message: "This form can't be read. Please reload the page and try again." }
    : null;
}

/**
 * Reports whether a form was sent from this shop. Browsers send its origin, and Next compares that with the requested
 * host. A local shop has several names.
 */
function isSameOrigin(request: NextRequest) {
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const [sender, shop] = [new URL(origin), new URL(Shop.url())];
  const requested = request.headers.get("x-forwarded-host")?.split(",")[0]?.trim();
  if (requested && requested !== sender.host) return false;
  if (sender.origin === shop.origin) return true;
  const local = ["localhost", "127.0.0.1", "[::1]"];
  return (
    local.includes(shop.hostname) &&
    local.includes(sender.hostname) &&
    sender.host === request.headers.get("host")
  );
}

/** Builds a refusal. On Lambda nothing else adds the configured headers to a response from the proxy. */
const refusal = ({ status, message }: Problem) =>
  new NextResponse(message, {
    status,
    headers: {
      ...securityHeaders,
      "content-security-policy": contentSecurityPolicy(),
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
    },
  });
