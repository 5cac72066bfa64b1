// @ts-check
import { filterKeys } from "./app/_lib/query-keys.js";
import { contentSecurityPolicy, picturePolicy, securityHeaders } from "./app/_lib/security.js";

const contained = process.env.SECURECART_OUTPUT === "standalone";

/**
 * Pages with a secret in their URL or about a purchase, and those of staff: their URLs are not sent to other sites. Not
 * `no-referrer`, because a form sent without JavaScript would then have `Origin: null`, and server actions rightly
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
  "/reviews/:path*",
  "/alerts/:path*",
];

/** @param {string} policy */
const headersWith = (policy) =>
  Object.entries({ "Content-Security-Policy": policy, ...securityHeaders }).map(([key, value]) => ({
    key,
    value,
  }));

/** @type {import("next").NextConfig} */
const config = {
  // A trial build has a folder of its own, so that it does not overwrite the pages being served.
  distDir: process.env.SECURECART_BUILD ?? ".next",
  // A container gets only the files it runs, and caches rendered pages in memory: its disk may be read-only.
  ...(contained && { output: "standalone" }),
  poweredByHeader: false,
  // Bundling copies these into the code of every page that uses them, which makes the archive a fifth larger.
  serverExternalPackages: [
    "@aws-sdk/client-dynamodb",
    "@aws-sdk/client-eventbridge",
    "@aws-sdk/client-sfn",
    "@aws-sdk/client-sqs",
    "@aws-sdk/lib-dynamodb",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "electrodb",
  ],
  // Measures of all known fonts, which only a build needs: 4 MB.
  outputFileTracingExcludes: { "next-server": ["**/next/dist/server/capsize-font-metrics.json"] },
  // `forbidden()` returns a real 403 with our own page. The global "not found" page keeps its code out of other pages.
  // Forms of the admin may have a picture without JavaScript; `proxy.ts` refuses other large forms.
  experimental: {
    authInterrupts: true,
    globalNotFound: true,
    serverActions: { bodySizeLimit: "4.5mb" },
    ...(contained && { isrFlushToDisk: false }),
  },
  // How long a shared cache may serve a stale page, in seconds; Next's default is a year.
  expireTime: 900,
  // `npm run check` checks the types of the whole repository once.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      // `proxy.ts` replaces this policy on personal pages.
      { source: "/((?!images/).*)", headers: headersWith(contentSecurityPolicy()) },
      { source: "/images/:path*", headers: headersWith(picturePolicy) },
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
    // The plain page of a list stays prerendered; the same URL with a filter in its query is served by a dynamic page.
    return {
      beforeFiles: ["category", "collection"].flatMap((list) =>
        filterKeys.map((key) => ({
          source: `/${list}/:slug`,
          has: [{ type: "query", key }],
          destination: `/${list}/:slug/filtered`,
        })),
      ),
      afterFiles: [],
      fallback: [],
    };
  },
};

export default config;
