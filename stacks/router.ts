import { createHash } from "node:crypto";
import { merchant } from "./config";
import { images } from "./data";
import { domain } from "./dns";
import { atTheEdge } from "./edge";
import { mostOfAll, withOurRules } from "./firewall";
import { secrets } from "./secrets";
import { stage } from "./stage";

/** Proves to the load balancer that a request came through CloudFront and its firewall, and not around them. */
export const originHeader = "x-origin-key";
export const originKey = secrets.LinkSecret.value.apply((secret) =>
  createHash("sha256").update(`origin\n${secret}`).digest("hex"),
);

/**
 * What the edge notes on each request after that: whose address asks, over anything that a client wrote itself. Containers
 * also get the key of their door, and a cache key that tells a page from the data of its parts, which SST makes for
 * functions only.
 */
const address = `${atTheEdge}event.request.headers["cloudfront-viewer-address"]={value:event.viewer.ip+":0"};`;
const door = $interpolate`event.request.headers["${originHeader}"]={value:"${originKey}"};var k="";["rsc","next-router-prefetch","next-router-state-tree","next-url"].forEach(n=>{const h=event.request.headers[n];k+=h?h.value:""});event.request.headers["x-open-next-cache-key"]={value:require("crypto").createHash("md5").update(k).digest("hex")};`;

/** For what comes from a bucket and says nothing of itself; a page says more, and what it says stands. */
const headers = new aws.cloudfront.ResponseHeadersPolicy("RouterHeaders", {
  name: `${$app.name}-${$app.stage}-headers`,
  securityHeadersConfig: {
    contentTypeOptions: { override: true },
    strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, includeSubdomains: true, override: false },
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
  },
});

/** The one entrance: CloudFront, with the firewall before it and the shop behind it. */
export const router = new sst.aws.Router("Router", {
  ...(domain && { domain }),
  // Functions answer CloudFront only, also to POST: the edge signs what is in the body.
  protection: "oac-with-edge-signing",
  edge: { viewerRequest: { injection: stage.on.containers ? $interpolate`${address}${door}` : address } },
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
    },
    waf: (args) => {
      args.rules = $output(args.rules).apply((rules) => withOurRules(rules ?? []));
    },
  },
});

/** Pictures come from their bucket; `/images/a.webp` is its key `a.webp`. */
router.routeBucket("/images", images, { rewrite: { regex: "^/images/(.*)$", to: "/$1" } });

/** What the shop is called and where it is: the origin of every link that it hands out. */
export const shop = new sst.Linkable("Shop", {
  properties: { name: merchant.shopName, url: stage.domain ? `https://${stage.domain}` : router.url },
});
