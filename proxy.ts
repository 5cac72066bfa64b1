import { Id } from "@securecart/core/id";
import { OrderAccess } from "@securecart/core/order-access";
import { type NextRequest, NextResponse } from "next/server";

export const config = { matcher: "/orders/:path*" };

/**
 * An address that no order has gets the static "not found" page with its real status. This is a courtesy, not a
 * boundary: the page and its actions open the token themselves.
 */
export function proxy(request: NextRequest) {
  const [, , token, ...rest] = request.nextUrl.pathname.split("/");
  if (token && rest.length === 0 && (OrderAccess.open(token) || mayBeOwn(request, token)))
    return NextResponse.next();
  return NextResponse.rewrite(new URL("/no-such-page", request.url));
}

/** The bare id of an order, asked for by a browser that says it is signed in: the page looks whose it is. */
const mayBeOwn = (request: NextRequest, token: string) =>
  Id.schema("order").safeParse(token).success &&
  (request.cookies.has("__Host-session") || request.cookies.has("session"));
