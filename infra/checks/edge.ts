import { globSync } from "node:fs";
import { routes as doors } from "@securecart/core/topology";
import { limits, unguessed } from "../../stacks/firewall";
import { edgeOf } from "../edge";
import { root } from "../paths";
import { type Check, differ, type Stack, types } from "./stack";

type Distribution = {
  webAclId?: string;
  aliases?: string[];
  defaultCacheBehavior: {
    viewerProtocolPolicy: string;
    lambdaFunctionAssociations?: { includeBody: boolean }[];
  };
  viewerCertificate: { acmCertificateArn?: string; minimumProtocolVersion?: string };
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

/** CloudFront refuses a function that is larger. */
const largestEdgeFunction = 10 * 1024;

const main = (stack: Stack) => stack.one<Distribution>(types.distribution, "RouterCdnDistribution");
const host = ({ stage }: Stack) => stage.domain ?? "d111111abcdef8.cloudfront.net";

/** Where each path goes, and as what. */
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

/** Containers serve their own files and their own pictures' sizes. */
const containerOrigins = { ...origins, pages: /^origin\./, assets: /^origin\./, optimizer: /^origin\./ };

/** What AWS counts for its groups of rules. */
const groupWeights: Record<string, number> = {
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesAmazonIpReputationList: 25,
};

/** A comparison weighs 2, each transformation of the text before it 10, counting requests 2. */
function weightOf({ statement }: Rule): number {
  const text = JSON.stringify(statement);
  const times = (word: string) => text.split(word).length - 1;
  const group = groupWeights[statement.managedRuleGroupStatement?.name ?? ""] ?? 0;
  const transformed = times('"type":"') - times('"type":"NONE"');
  return group + 2 * times('"byteMatchStatement"') + 10 * transformed + 2 * times('"rateBasedStatement"');
}

/**
 * Rules of Amazon's that would turn away what is ours: a form larger than 8 kB, for which the pages have a limit of their
 * own, and OpenNext's own calls for pages to be rendered anew, which name no browser.
 */
const onlyCounted = ["SizeRestrictions_BODY", "NoUserAgent_HEADER"];

/** Whether a page's path, which may end in "[...rest]", is one below another. */
const reaches = (page: string, path: string) =>
  page.startsWith(path) || (page.includes("[...") && path.startsWith(page.slice(0, page.indexOf("[..."))));

export const edgeChecks = {
  "the firewall stands before the shop": (stack) => {
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
        const spared = (statement.managedRuleGroupStatement?.ruleActionOverrides ?? []).filter(
          (one) => !onlyCounted.includes(one.name),
        );
        return [
          ...differ(`${name}`, does, overrideAction ? "none" : "block"),
          ...spared.map((one) => `${name} only counts ${one.name}`),
        ];
      }),
      ...differ(
        "the priorities",
        inputs.rules.map(({ priority }) => priority),
        inputs.rules.map((_, i) => i),
      ),
    ];
  },

  "who tries out passwords, cards, orders or webhooks is slowed down": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    return limits.flatMap(({ name, most, paths }) => {
      const rule = inputs.rules.find((one) => one.name === `Limit${name}`);
      const rate = rule?.statement.rateBasedStatement;
      const scope = JSON.stringify(rate?.scopeDownStatement ?? {});
      return [
        ...differ(`${name}'s limit`, rate?.limit, most),
        ...(rule?.action && "block" in rule.action ? [] : [`Limit${name} blocks nobody`]),
        ...paths.flatMap((path) =>
          scope.includes(`"searchString":"${path}"`) ? [] : [`${path} has no limit`],
        ),
      ];
    });
  },

  "every path with a limit, or without a guess, is a path of the shop": () => {
    const pages = globSync("app/**/{page,route,actions}.{ts,tsx}", { cwd: root }).map(
      (file) =>
        `/${file
          .split("/")
          .slice(1, -1)
          .filter((part) => !part.startsWith("("))
          .join("/")}/`,
    );
    const known = [...pages, ...doors.map(({ path }) => `${path}/`)];
    return [...limits.flatMap(({ paths }) => paths), ...unguessed]
      .filter((path) => !known.some((one) => reaches(one, `${path}/`)))
      .map((path) => `${path} is no path`);
  },

  "nothing guesses at what Stripe has signed, or at what Google sends back": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    return ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"].flatMap((name) => {
      const rule = inputs.rules.find((one) => one.name === name);
      const scope = JSON.stringify(rule?.statement.managedRuleGroupStatement?.scopeDownStatement ?? {});
      return unguessed.flatMap((path) =>
        scope.startsWith('{"notStatement":') && scope.includes(`"searchString":"${path}"`)
          ? []
          : [`${name} reads ${path}`],
      );
    });
  },

  "what has pages rendered anew in the background passes the firewall": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    const common = inputs.rules.find((one) => one.name === "AWSManagedRulesCommonRuleSet");
    const counted = common?.statement.managedRuleGroupStatement?.ruleActionOverrides ?? [];
    return counted.some((one) => one.name === "NoUserAgent_HEADER") ? [] : ["it has no name, and is blocked"];
  },

  "the firewall's rules fit what one list of rules may weigh": (stack) => {
    const { inputs } = stack.one<{ rules: Rule[] }>(types.firewall, "RouterWaf");
    const weight = inputs.rules.reduce((sum, rule) => sum + weightOf(rule), 0);
    return weight <= 1_500 ? [] : [`they weigh ${weight} of 1500`];
  },

  "the web is spoken to in TLS 1.2 or better": (stack) =>
    stack.of<Distribution>(types.distribution).flatMap(({ name, inputs }) => [
      ...differ(
        `${name}'s plain text`,
        inputs.defaultCacheBehavior.viewerProtocolPolicy,
        "redirect-to-https",
      ),
      // CloudFront's own name has CloudFront's own setting.
      ...(inputs.viewerCertificate.acmCertificateArn
        ? differ(`${name}'s TLS`, inputs.viewerCertificate.minimumProtocolVersion, "TLSv1.2_2021")
        : []),
    ]),

  "the edge signs bodies, so that functions answer CloudFront alone": (stack) =>
    differ(
      "the signer",
      main(stack).inputs.defaultCacheBehavior.lambdaFunctionAssociations?.map(
        ({ includeBody }) => includeBody,
      ),
      [true],
    ),

  "CloudFront takes its functions: none is too large": (stack) =>
    stack.of<{ code: string }>(types.edge).flatMap(({ name, inputs }) => {
      const size = Buffer.byteLength(inputs.code);
      return size < largestEdgeFunction ? [] : [`${name} has ${size} bytes`];
    }),

  "each path finds its origin": async (stack) => {
    const ask = edgeOf(stack.synthesis);
    const where = stack.stage.on.containers ? containerOrigins : origins;
    const findings: string[] = [];
    for (const { uri, to, as, ...more } of routes) {
      const answer = await ask({ uri, host: host(stack), ...more });
      const inContainer = where[to].source.startsWith("^origin");
      if (!where[to].test(answer.origin?.domainName ?? ""))
        findings.push(`${uri} goes to ${answer.origin?.domainName}`);
      findings.push(...differ(`${uri} arrives as`, answer.uri, inContainer ? uri.split("?")[0] : as));
    }
    return findings;
  },

  "nobody but the edge says whose address asks": async (stack) => {
    const ask = edgeOf(stack.synthesis);
    const { headers } = await ask({
      uri: "/",
      host: host(stack),
      headers: { "cloudfront-viewer-address": "198.51.100.1:1" },
    });
    return differ("the address", headers?.["cloudfront-viewer-address"]?.value, "203.0.113.7:0");
  },

  "the shop answers to its own name alone": async (stack) => {
    if (!stack.stage.domain) return [];
    const { statusCode } = await edgeOf(stack.synthesis)({ uri: "/", host: "d111111abcdef8.cloudfront.net" });
    return differ("CloudFront's own name", statusCode, 403);
  },
} satisfies Record<string, Check>;
