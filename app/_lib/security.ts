/** What every answer says, whoever gives it: a page, an action, a refusal of `proxy.ts`. */
export const securityHeaders = {
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  // Nothing here opens a window of another site and talks to it: payment and Google are pages that one goes to.
  "Cross-Origin-Opener-Policy": "same-origin",
} as const;

/**
 * What a page may load. A page that is made for one request carries a nonce, and no other script runs on it; one that
 * is prerendered is the same for all, and its inline scripts change with each revalidation.
 */
export function contentSecurityPolicy(nonce?: string): string {
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'unsafe-inline'";
  const evaluated = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}${evaluated}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
