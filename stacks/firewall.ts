/** Rules of the firewall: Amazon's managed rules, and rate limits against guessing. It uses no SST globals. */

type Limit = {
  name: string;
  /** Most requests of one IP address within five minutes; a household or a small office stays far below. */
  most: number;
  /** Path prefixes. */
  paths: string[];
  /** True counts only POST requests: reading a page guesses nothing. */
  posts: boolean;
};

export const limits: Limit[] = [
  {
    name: "SignIn",
    most: 50,
    paths: ["/sign-in", "/create-account", "/reset", "/admin/sign-in", "/admin/invitation", "/api/auth"],
    posts: true,
  },
  { name: "Checkout", most: 100, paths: ["/checkout"], posts: true },
  { name: "Lookup", most: 50, paths: ["/find-orders", "/orders", "/reviews", "/alerts"], posts: true },
  // Stripe sends from few addresses, and a sale causes many events.
  { name: "Webhook", most: 10_000, paths: ["/webhooks"], posts: false },
];

/** Most requests of one IP address within five minutes, of any kind; a page with pictures takes about forty. */
export const mostOfAll = 3_000;

const counted = (name: string) => ({
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
  metricName: `Shop${name}`,
});

const plain = [{ priority: 0, type: "NONE" }];
/** Normalizes a path as the shop does: `//x/../%73ign-in` is `/sign-in`. */
const normalized = [
  { priority: 0, type: "URL_DECODE" },
  { priority: 1, type: "NORMALIZE_PATH" },
];

const begins = (searchString: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString,
    textTransformations: normalized,
  },
});

const isPost = {
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: "EXACTLY",
    searchString: "POST",
    textTransformations: plain,
  },
};

/** Returns one statement, because AWS rejects an `or` of one. */
const anyOf = (statements: object[]) =>
  statements.length === 1 ? statements[0] : { orStatement: { statements } };

function limitRule({ name, most, paths, posts }: Limit, priority: number) {
  const where = anyOf(paths.map(begins));
  return {
    name: `Limit${name}`,
    priority,
    action: { block: {} },
    statement: {
      rateBasedStatement: {
        limit: most,
        evaluationWindowSec: 300,
        aggregateKeyType: "IP",
        scopeDownStatement: posts ? { andStatement: { statements: [isPost, where] } } : where,
      },
    },
    visibilityConfig: counted(`Limit${name}`),
  };
}

/** Blocks IP addresses that Amazon knows from attacks. */
const reputation = {
  name: "AWSManagedRulesAmazonIpReputationList",
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesAmazonIpReputationList" },
  },
  visibilityConfig: counted("Reputation"),
};

type ManagedRule = {
  statement: {
    managedRuleGroupStatement?: {
      name: string;
      scopeDownStatement?: object;
      ruleActionOverrides?: object[];
    };
  };
};

/** Managed groups that inspect bodies and queries for attacks. */
const inspecting = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"];

/**
 * Paths that those groups skip. Stripe signs a webhook's body, which may contain any product name. Google's callback has
 * URLs in its query, which the rules mistake for remote file inclusion.
 */
export const uninspected = ["/webhooks", "/api/auth/callback"];

function skipUninspected<Rule extends object>(rule: Rule): Rule {
  const { statement } = rule as unknown as ManagedRule;
  const group = statement?.managedRuleGroupStatement;
  if (!group || !inspecting.includes(group.name)) return rule;
  const scopeDownStatement = { notStatement: { statements: [anyOf(uninspected.map(begins))] } };
  return { ...rule, statement: { managedRuleGroupStatement: { ...group, scopeDownStatement } } };
}

/** Makes the rule count requests without a user agent instead of blocking them: OpenNext's background revalidation sends none. */
function countMissingUserAgent<Rule extends object>(rule: Rule): Rule {
  const group = (rule as unknown as ManagedRule).statement?.managedRuleGroupStatement;
  if (group?.name !== "AWSManagedRulesCommonRuleSet") return rule;
  const counted = { name: "NoUserAgent_HEADER", actionToUse: { count: {} } };
  const ruleActionOverrides = [...(group.ruleActionOverrides ?? []), counted];
  return { ...rule, statement: { managedRuleGroupStatement: { ...group, ruleActionOverrides } } };
}

/** Returns the rules of this file followed by SST's, with consecutive priorities. */
export function withOurRules<Rule extends object>(others: Rule[]) {
  const ours = limits.map(limitRule);
  const theirs = others.map(skipUninspected).map(countMissingUserAgent);
  return [...ours, reputation, ...theirs].map((rule, priority) => ({ ...rule, priority }));
}
