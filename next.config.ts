import type { NextConfig } from "next";

const development = process.env.NODE_ENV === "development";
const contained = process.env.SECURECART_OUTPUT === "standalone";

/** Query keys that turn a category page into its filtered twin. */
const filterKeys = ["sort", "page", "filter", "min", "max", "stock"];

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

const contentSecurityPolicy = [
  "default-src 'self'",
  // Prerendered pages carry inline scripts whose hashes change with each revalidation, so there is no nonce.
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export default {
  // A trial builds beside the shop that is open, not over it.
  distDir: process.env.SECURECART_BUILD ?? ".next",
  // A container gets no more than it runs, and keeps what it renders in memory: its disk may be read-only.
  ...(contained && { output: "standalone" as const }),
  poweredByHeader: false,
  // `forbidden()`: a real 403, with a page of ours.
  experimental: { authInterrupts: true, ...(contained && { isrFlushToDisk: false }) },
  // How long a shared cache may show a page that nobody asked for in the meantime; Next's own default is a year.
  expireTime: 900,
  // Types are checked once, for the whole repository, by `npm run check`.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "Content-Security-Policy", value: contentSecurityPolicy },
          { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
          {
            key: "Permissions-Policy",
            value: "camera=(), microphone=(), geolocation=(), browsing-topics=()",
          },
        ],
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
