// @ts-check

/** Headers of every response: a page, an action, a refusal of `proxy.ts`. Plain JavaScript for `next.config.js`. */
export const securityHeaders = {
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  // No page opens a window of another site and talks to it: payment and Google sign-in are full-page redirects.
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Policy of everything under `/images`: a file that is opened in its own tab may neither run nor load anything. */
export const picturePolicy = "default-src 'none'; sandbox";

/**
 * Returns the content security policy of a page. A page rendered for one request has a nonce, and no other script runs
 * on it; a prerendered page is the same for all visitors, and its inline scripts change with each revalidation. `uploads`
 * is an origin to which the page may send files.
 *
 * @param {string} [nonce]
 * @param {string} [uploads]
 * @returns {string}
 */
export function contentSecurityPolicy(nonce, uploads) {
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'unsafe-inline'";
  const evaluated = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}${evaluated}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    ...(uploads ? [`connect-src 'self' ${uploads}`, `form-action 'self' ${uploads}`] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
