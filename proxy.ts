import { Id } from "@securecart/core/id";
import { OrderAccess } from "@securecart/core/order-access";
import { Shop } from "@securecart/core/shop";
import { type NextRequest, NextResponse } from "next/server";

/**
 * Orders' pages, and whatever sends something: pages that are merely looked at never pass here. `/api/revalidate` is
 * for our own functions, who are no browser and bring a secret of their own.
 */
export const config = {
  matcher: [
    "/orders/:path*",
    { source: "/((?!_next/|api/revalidate).*)", has: [{ type: "header", key: "content-type" }] },
    { source: "/((?!_next/|api/revalidate).*)", has: [{ type: "header", key: "next-action" }] },
    // No browser sends these two.
    { source: "/(.*)", has: [{ type: "header", key: "content-security-policy" }] },
    { source: "/(.*)", has: [{ type: "header", key: "content-security-policy-report-only" }] },
  ],
};

const looking = ["GET", "HEAD", "OPTIONS"];

export function proxy(request: NextRequest) {
  const problem = looking.includes(request.method) ? null : problemOf(request);
  if (problem) return refusal(problem);
  if (request.nextUrl.pathname.startsWith("/orders/")) return order(request);
  return onward(request);
}

/**
 * An address that no order has gets the static "not found" page with its real status. This is a courtesy, not a
 * boundary: the page and its actions open the token themselves.
 */
function order(request: NextRequest) {
  const [, , token, ...rest] = request.nextUrl.pathname.split("/");
  if (token && rest.length === 0 && (OrderAccess.open(token) || mayBeOwn(request, token)))
    return onward(request);
  return NextResponse.rewrite(new URL("/no-such-page", request.url));
}

/** The bare id of an order, asked for by a browser that says it is signed in: the page looks whose it is. */
const mayBeOwn = (request: NextRequest, token: string) =>
  Id.schema("order").safeParse(token).success &&
  (request.cookies.has("__Host-session") || request.cookies.has("session"));

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

const refusal = ({ status, words }: Problem) =>
  new NextResponse(words, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
