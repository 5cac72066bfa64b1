import { globSync } from "node:fs";
import { routes as apiRoutes } from "@securecart/core/topology";
import { picturePolicy } from "../../app/_lib/security";
import { limits, uninspected } from "../../stacks/firewall";
import { edgeOf } from "../edge";
import { root } from "../paths";
import { type Check, differ, type Stack, types } from "./stack";

type Distribution = {
  webAclId?: string;
  aliases?: string[];
  defaultCacheBehavior: {
    viewerProtocolPolicy: string;
    lambdaFunctionAssociations?: { includeBody: boolean }[];
    functionAssociations?: object[];
  };
  orderedCacheBehaviors?: {
    pathPattern: string;
    responseHeadersPolicyId?: string;
    functionAssociations?: object[];
  }[];
  viewerCertificate: { acmCertificateArn?: string; minimumProtocolVersion?: string };
};
type HeadersPolicy = {
  securityHeadersConfig: Record<"contentSecurityPolicy" | "contentTypeOptions", object>;
};
type Rule = {
  name: string;
  priority: number;
  action?: object;
  overrideAction?: object;
  statement: {
    rateBasedStatement?: { limit: number; aggregateKeyType: string; scopeDownStatement?: object };
    managedRuleGroupStatement?: {
      name: string;
      scopeDownStatement?: object;
      ruleActionOverrides?: { name: string }[];
    };
  };
};

/** CloudFront's size limit of a function, in bytes. */
const largestEdgeFunction = 10 * 1024;

const main = (stack: Stack) => stack.one<Distribution>(types.distribution, "RouterCdnDistribution");
const host = ({ stage }: Stack) => stage.domain ?? "d111111abcdef8.cloudfront.net";

/** Expected origin of each path, and the path that reaches it. */
const routes = [
  { uri: "/", to: "pages", as: "/" },
  { uri: "/product/mug", to: "pages", as: "/product/mug" },
  { uri: "/api/health", to: "pages", as: "/api/health" },
  { uri: "/_next/static/chunks/x.js", to: "assets", as: "/_assets/_next/static/chunks/x.js" },
  { uri: "/_next/image?url=%2Fa.webp&w=64&q=75", to: "optimizer", as: "/_next/image" },
  { uri: "/images/products/mug.webp", to: "images", as: "/products/mug.webp" },
  { uri: "/webhooks/stripe", to: "api", as: "/webhooks/stripe", method: "POST" },
] as const;

const origins = {
  pages: /^storefrontserver.*\.lambda-url\./,
  assets: /storefrontassetsbucket/,
  optimizer: /^storefrontimageoptimizer.*\.lambda-url\./,
  images: /imagesbucket/,
  api: /execute-api/,
};

/** Containers also serve static files and resized pictures. */
const containerOrigins = { ...origins, pages: /^origin\./, assets: /^origin\./, optimizer: /^origin\./ };

/** Capacity units of the managed rule groups. */
const groupCapacity: Record<string, number> = {
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesAmazonIpReputationList: 25,
};

/** Returns the capacity units of a rule: a comparison costs 2, each text transformation 10, a rate limit 2. */
function capacityOf({ statement }: Rule): number {
  const text = JSON.stringify(statement);
  const times = (word: string) => text.split(word).length - 1;
  const group = groupCapacity[statement.managedRuleGroupStatement?.name ?? ""] ?? 0;
  const transformed = times('"type":"') - times('"type":"NONE"');
  return group + 2 * times('"byteMatchStatement"') + 10 * transformed + 2 * times('"rateBasedStatement"');
}

/**
 * Managed rules that would block the shop's own requests: forms larger than 8 kB, which the pages limit themselves, and
 * OpenNext's revalidation requests, which have no user agent.
 */
const onlyCounted = ["SizeRestrictions_BODY", "NoUserAgent_HEADER"];

/** Returns true when a page, whose path may end in "[...rest]", is at or below a path. */
const reaches = (page: string, path: string) =>
  page.startsWith(path) || (page.includes("[...") && path.startsWith(page.slice(0, page.indexOf("[..."))));

export const edgeChecks = {
  "the firewall protects the distribution with all its rules": (stack) => {
    const { inputs, options } = stack.one<{ scope: string; rules: Rule[] }>(types.firewall, "RouterWaf");
    const names = inputs.rules.map(({ name }) => name);
    return [
      ...differ(
        "the distribution's firewall",
        main(stack).inputs.webAclId?.includes("/webacl/RouterWaf/"),
        true,
      ),
      ...differ("the firewall's scope", inputs.scope, "CLOUDFRONT"),
      ...(options.provider?.includes("us-east-1") ? [] : ["the firewall is not in us-east-1"]),
      ...[
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesSQLiRuleSet",
        "RateLimitPerIP",
      ].flatMap((name) => (names.includes(name) ? [] : [`the firewall lacks ${name}`])),
      ...inputs.rules.flatMap(({ name, action, overrideAction, statement }) => {
        const does = Object.keys(overrideAction ?? action ?? {}).join();
        const counted = (statement.managedRuleGroupStatement?.ruleActionOverrides ?? []).filter(
          (one) => !onlyCounted.includes(one.name),
        );
        return [
          ...differ(`${name}`, does, overrideAction ? "none" : "block"),
          ...counted.map((one) => `${name} only counts ${one.name}`),
        ];
      }),
      ...differ(
        "the priorities",
        inputs.rules.map(({ priority }) => priority),
        inputs.rules.map((_, i) => i),
      ),
    ];
  },

  "sign-in, checkout, order lookup and webhooks have rate limits": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    return limits.flatMap(({ name, most, paths }) => {
      const rule = inputs.rules.find((one) => one.name === `Limit${name}`);
      const rate = rule?.statement.rateBasedStatement;
      const scope = JSON.stringify(rate?.scopeDownStatement ?? {});
      return [
        ...differ(`${name}'s limit`, rate?.limit, most),
        ...(rule?.action && "block" in rule.action ? [] : [`Limit${name} does not block`]),
        ...paths.flatMap((path) =>
          scope.includes(`"searchString":"${path}"`) ? [] : [`${path} has no limit`],
        ),
      ];
    });
  },

  "every path in a firewall rule is a route of the shop": () => {
    const pages = globSync("app/**/{page,route,actions}.{ts,tsx}", { cwd: root }).map(
      (file) =>
        `/${file
          .split("/")
          .slice(1, -1)
          .filter((part) => !part.startsWith("("))
          .join("/")}/`,
    );
    const known = [...pages, ...apiRoutes.map(({ path }) => `${path}/`)];
    return [...limits.flatMap(({ paths }) => paths), ...uninspected]
      .filter((path) => !known.some((one) => reaches(one, `${path}/`)))
      .map((path) => `${path} is no route`);
  },

  "the managed rules skip Stripe's webhooks and Google's callback": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    return ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"].flatMap((name) => {
      const rule = inputs.rules.find((one) => one.name === name);
      const scope = JSON.stringify(rule?.statement.managedRuleGroupStatement?.scopeDownStatement ?? {});
      return uninspected.flatMap((path) =>
        scope.startsWith('{"notStatement":') && scope.includes(`"searchString":"${path}"`)
          ? []
          : [`${name} inspects ${path}`],
      );
    });
  },

  "background revalidation passes the firewall": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    const common = inputs.rules.find((one) => one.name === "AWSManagedRulesCommonRuleSet");
    const counted = common?.statement.managedRuleGroupStatement?.ruleActionOverrides ?? [];
    return counted.some((one) => one.name === "NoUserAgent_HEADER")
      ? []
      : ["requests without a user agent are blocked"];
  },

  "the firewall's rules fit the capacity of one web ACL": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    const capacity = inputs.rules.reduce((sum, rule) => sum + capacityOf(rule), 0);
    return capacity <= 1_500 ? [] : [`they use ${capacity} of 1500 capacity units`];
  },

  "CloudFront requires TLS 1.2 or newer": (stack) =>
    stack.of<Distribution>(types.distribution).flatMap(({ name, inputs }) => [
      ...differ(
        `${name}'s viewer protocol`,
        inputs.defaultCacheBehavior.viewerProtocolPolicy,
        "redirect-to-https",
      ),
      // CloudFront's own domain has a fixed TLS setting.
      ...(inputs.viewerCertificate.acmCertificateArn
        ? differ(`${name}'s TLS`, inputs.viewerCertificate.minimumProtocolVersion, "TLSv1.2_2021")
        : []),
    ]),

  "the edge signs request bodies, so that only CloudFront can invoke the functions": (stack) =>
    differ(
      "the signer",
      main(stack).inputs.defaultCacheBehavior.lambdaFunctionAssociations?.map(
        ({ includeBody }) => includeBody,
      ),
      [true],
    ),

  "every CloudFront function is within the size limit": (stack) =>
    stack.of<{ code: string }>(types.edge).flatMap(({ name, inputs }) => {
      const size = Buffer.byteLength(inputs.code);
      return size < largestEdgeFunction ? [] : [`${name} has ${size} bytes`];
    }),

  "nothing of a picture can run in a browser": (stack) => {
    const { defaultCacheBehavior, orderedCacheBehaviors = [] } = main(stack).inputs;
    const [pictures] = orderedCacheBehaviors;
    const { inputs } = stack.one<HeadersPolicy>(
      "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
      "PictureHeaders",
    );
    const { contentSecurityPolicy, contentTypeOptions } = inputs.securityHeadersConfig;
    return [
      ...differ("the pictures' path", pictures?.pathPattern, "/images/*"),
      ...differ(
        "the pictures have headers of their own",
        pictures?.responseHeadersPolicyId?.toLowerCase().includes("pictureheaders"),
        true,
      ),
      // The edge routes pictures to their bucket.
      ...differ(
        "the pictures' functions",
        pictures?.functionAssociations,
        defaultCacheBehavior.functionAssociations,
      ),
      ...differ("the pictures' policy", contentSecurityPolicy, {
        contentSecurityPolicy: picturePolicy,
        override: true,
      }),
      ...differ("the pictures' nosniff", contentTypeOptions, { override: true }),
    ];
  },

  "each path is routed to its origin": async (stack) => {
    const send = edgeOf(stack.synthesis);
    const where = stack.stage.on.containers ? containerOrigins : origins;
    const findings: string[] = [];
    for (const { uri, to, as, ...more } of routes) {
      const response = await send({ uri, host: host(stack), ...more });
      const inContainer = where[to].source.startsWith("^origin");
      if (!where[to].test(response.origin?.domainName ?? ""))
        findings.push(`${uri} is routed to ${response.origin?.domainName}`);
      findings.push(...differ(`${uri} arrives as`, response.uri, inContainer ? uri.split("?")[0] : as));
    }
    return findings;
  },

  "only the edge sets the client's IP address": async (stack) => {
    const send = edgeOf(stack.synthesis);
    const { headers } = await send({
      uri: "/",
      host: host(stack),
      headers: { "cloudfront-viewer-address": "198.51.100.1:1" },
    });
    return differ("the address", headers?.["cloudfront-viewer-address"]?.value, "203.0.113.7:0");
  },

  "the shop responds only on its own domain": async (stack) => {
    if (!stack.stage.domain) return [];
    const { statusCode } = await edgeOf(stack.synthesis)({ uri: "/", host: "d111111abcdef8.cloudfront.net" });
    return differ("CloudFront's own name", statusCode, 403);
  },
} satisfies Record<string, Check>;
