/** The firewall in front of the shop: Amazon's managed rules, and limits where somebody could try things out. Pure data. */

type Limit = {
  name: string;
  /** Requests of one address within five minutes. A household and a small office stay far below. */
  most: number;
  /** Paths that begin so. */
  paths: string[];
  /** Reading a page tries nothing out: only what sends a form counts. */
  posts: boolean;
};

export const limits: Limit[] = [
  {
    name: "SignIn",
    most: 50,
    paths: ["/sign-in", "/create-account", "/admin/sign-in", "/api/auth"],
    posts: true,
  },
  { name: "Checkout", most: 100, paths: ["/checkout"], posts: true },
  { name: "Lookup", most: 50, paths: ["/orders"], posts: true },
  // Stripe sends from few addresses, and a sale is many events.
  { name: "Webhook", most: 10_000, paths: ["/webhooks"], posts: false },
];

/** All requests of one address, whatever they are for: a page of pictures is one page and forty requests. */
export const mostOfAll = 3_000;

const counted = (name: string) => ({
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
  metricName: `Shop${name}`,
});

const plain = [{ priority: 0, type: "NONE" }];
const readable = [
  { priority: 0, type: "URL_DECODE" },
  { priority: 1, type: "NORMALIZE_PATH" },
  { priority: 2, type: "LOWERCASE" },
];

const begins = (searchString: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString,
    textTransformations: readable,
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

/** AWS refuses an `or` and an `and` of one. */
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

/** Addresses that Amazon knows from attacks. */
const reputation = {
  name: "AWSManagedRulesAmazonIpReputationList",
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesAmazonIpReputationList" },
  },
  visibilityConfig: counted("Reputation"),
};

/** Our rules before those that SST puts there. */
export function withOurRules<Rule extends object>(others: Rule[]) {
  const ours = limits.map(limitRule);
  return [...ours, reputation, ...others].map((rule, priority) => ({ ...rule, priority }));
}
