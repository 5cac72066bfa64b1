import type { NextConfig } from "next";
import { filterKeys } from "./app/_lib/query-keys";
import { contentSecurityPolicy, securityHeaders } from "./app/_lib/security";

const contained = process.env.SECURECART_OUTPUT === "standalone";

/**
 * Pages whose address is a secret or tells of a purchase, and those of staff: no other site learns it. Not
 * `no-referrer`, because a form sent without JavaScript would then say `Origin: null`, and server actions rightly
 * refuse that.
 */
const privatePages = [
  "/orders/:path*",
  "/checkout/:path*",
  "/admin/:path*",
  "/account/:path*",
  "/sign-in/:path*",
  "/create-account/:path*",
  "/reset/:path*",
  "/find-orders/:path*",
  "/erased/:path*",
];

export default {
  // A trial builds beside the shop that is open, not over it.
  distDir: process.env.SECURECART_BUILD ?? ".next",
  // A container gets no more than it runs, and keeps what it renders in memory: its disk may be read-only.
  ...(contained && { output: "standalone" as const }),
  poweredByHeader: false,
  // `forbidden()`: a real 403, with a page of ours. And a "not found" page that is not sent along with every other.
  experimental: { authInterrupts: true, globalNotFound: true, ...(contained && { isrFlushToDisk: false }) },
  // How long a shared cache may show a page that nobody asked for in the meantime; Next's own default is a year.
  expireTime: 900,
  // Types are checked once, for the whole repository, by `npm run check`.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      {
        source: "/:path*",
        // Pages that are one person's get a policy of their own from `proxy.ts`, instead of this one.
        headers: Object.entries({
          "Content-Security-Policy": contentSecurityPolicy(),
          ...securityHeaders,
        }).map(([key, value]) => ({ key, value })),
      },
      ...privatePages.map((source) => ({
        source,
        headers: [
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "X-Robots-Tag", value: "noindex" },
        ],
      })),
    ];
  },
  async rewrites() {
    // The plain category page stays prerendered; with a filter in its query the same URL is answered by a dynamic page.
    return {
      beforeFiles: filterKeys.map((key) => ({
        source: "/category/:slug",
        has: [{ type: "query" as const, key }],
        destination: "/category/:slug/filtered",
      })),
      afterFiles: [],
      fallback: [],
    };
  },
} satisfies NextConfig;
