import { createHash } from "node:crypto";
import { merchant } from "./config";
import { images } from "./data";
import { domain } from "./dns";
import { atTheEdge } from "./edge";
import { mostOfAll, withOurRules } from "./firewall";
import { secrets } from "./secrets";
import { stage } from "./stage";

/** Header that proves to the load balancer that a request passed CloudFront and its firewall. */
export const originHeader = "x-origin-key";
export const originKey = secrets.LinkSecret.value.apply((secret) =>
  createHash("sha256").update(`origin\n${secret}`).digest("hex"),
);

/**
 * Code that sets the client's address on each request, over one that the client sent. For containers it also sets the
 * origin key, and the cache key that tells a page from its RSC data, which SST sets for functions only.
 */
const address = `${atTheEdge}event.request.headers["cloudfront-viewer-address"]={value:event.viewer.ip+":0"};`;
const forContainers = $interpolate`event.request.headers["${originHeader}"]={value:"${originKey}"};var k="";["rsc","next-router-prefetch","next-router-state-tree","next-url"].forEach(n=>{const h=event.request.headers[n];k+=h?h.value:""});event.request.headers["x-open-next-cache-key"]={value:require("crypto").createHash("md5").update(k).digest("hex")};`;

/** Headers for responses from buckets; those that a page sets take precedence. */
const headers = new aws.cloudfront.ResponseHeadersPolicy("RouterHeaders", {
  name: `${$app.name}-${$app.stage}-headers`,
  securityHeadersConfig: {
    contentTypeOptions: { override: true },
    strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, includeSubdomains: true, override: false },
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
  },
});

/** Headers of pictures: whatever a file is, the browser runs nothing of it. */
const pictureHeaders = new aws.cloudfront.ResponseHeadersPolicy("PictureHeaders", {
  name: `${$app.name}-${$app.stage}-pictures`,
  securityHeadersConfig: {
    contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; sandbox", override: true },
    contentTypeOptions: { override: true },
    strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, includeSubdomains: true, override: false },
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
  },
});

/** The single entry point: CloudFront with the firewall. */
export const router = new sst.aws.Router("Router", {
  ...(domain && { domain }),
  // Only CloudFront may invoke the functions. The edge signs the body, which POST needs.
  protection: "oac-with-edge-signing",
  edge: {
    viewerRequest: { injection: stage.on.containers ? $interpolate`${address}${forContainers}` : address },
  },
  waf: {
    rateLimitPerIp: mostOfAll,
    managedRules: { coreRuleSet: true, knownBadInputs: true, sqlInjection: true },
    logging: { include: "blocked", retention: stage.logs },
  },
  transform: {
    cdn: (args) => {
      args.defaultCacheBehavior = $output(args.defaultCacheBehavior).apply((behavior) => ({
        ...behavior,
        responseHeadersPolicyId: headers.id,
      }));
      // The same function routes these requests to the bucket; only their headers differ.
      args.orderedCacheBehaviors = $output(args.defaultCacheBehavior).apply((behavior) => [
        { ...behavior, pathPattern: "/images/*", responseHeadersPolicyId: pictureHeaders.id },
      ]);
    },
    waf: (args) => {
      args.rules = $output(args.rules).apply((rules) => withOurRules(rules ?? []));
    },
  },
});

/** Routes pictures to their bucket: `/images/a.webp` is its key `a.webp`. */
router.routeBucket("/images", images, { rewrite: { regex: "^/images/(.*)$", to: "/$1" } });

/** Origin of the shop's pages. */
export const shopUrl = stage.domain ? `https://${stage.domain}` : router.url;

/** Name and URL of the shop, the origin of every link in emails. */
export const shop = new sst.Linkable("Shop", { properties: { name: merchant.shopName, url: shopUrl } });
