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
    paths: ["/sign-in", "/create-account", "/reset", "/admin/sign-in", "/admin/invitation", "/api/auth"],
    posts: true,
  },
  { name: "Checkout", most: 100, paths: ["/checkout"], posts: true },
  { name: "Lookup", most: 50, paths: ["/find-orders", "/orders"], posts: true },
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
/** As the shop will read it: `//x/../%73ign-in` is `/sign-in`. */
const readable = [
  { priority: 0, type: "URL_DECODE" },
  { priority: 1, type: "NORMALIZE_PATH" },
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

type ManagedRule = {
  statement: {
    managedRuleGroupStatement?: {
      name: string;
      scopeDownStatement?: object;
      ruleActionOverrides?: object[];
    };
  };
};

/** Groups that guess at what a body means. */
const guessing = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"];

/**
 * A webhook's body is signed by Stripe, and may hold whatever a product is called. What Google sends back has addresses
 * in its query, which the rules take for files from elsewhere. Nobody has to guess at either.
 */
export const unguessed = ["/webhooks", "/api/auth/callback"];

function notWhereOthersSpeak<Rule extends object>(rule: Rule): Rule {
  const { statement } = rule as unknown as ManagedRule;
  const group = statement?.managedRuleGroupStatement;
  if (!group || !guessing.includes(group.name)) return rule;
  const elsewhere = { notStatement: { statements: [anyOf(unguessed.map(begins))] } };
  return { ...rule, statement: { managedRuleGroupStatement: { ...group, scopeDownStatement: elsewhere } } };
}

/** What has pages rendered anew in the background asks for them at the shop's own door, and does not say who it is. */
function passNameless<Rule extends object>(rule: Rule): Rule {
  const group = (rule as unknown as ManagedRule).statement?.managedRuleGroupStatement;
  if (group?.name !== "AWSManagedRulesCommonRuleSet") return rule;
  const counted = { name: "NoUserAgent_HEADER", actionToUse: { count: {} } };
  const ruleActionOverrides = [...(group.ruleActionOverrides ?? []), counted];
  return { ...rule, statement: { managedRuleGroupStatement: { ...group, ruleActionOverrides } } };
}

/** Our rules before those that SST puts there. */
export function withOurRules<Rule extends object>(others: Rule[]) {
  const ours = limits.map(limitRule);
  const theirs = others.map(notWhereOthersSpeak).map(passNameless);
  return [...ours, reputation, ...theirs].map((rule, priority) => ({ ...rule, priority }));
}
