import { switches, switchNames } from "../../stacks/config";
import { type Entry, type Evidence, type Inventory, matches } from "./evidence";
import { failures } from "./failures";
import { dollars, table } from "./markdown";
import { sections } from "./sections";

/** docs/architecture.md: what there is, where it is, and how a request and a failure go through it. */
export function writeArchitecture(inventory: Inventory): string {
  return `${[
    introduction(inventory),
    way,
    failing(inventory),
    switched(),
    ...sections.map(({ title, entries }) => coverage(title, entries, inventory)),
  ].join("\n\n")}\n`;
}

const introduction = ({ always, all }: Inventory) => `# Architecture

<!-- Written by \`npm run docs\` from infra/docs and the synthesized production stage. Do not edit by hand. -->

SecureCart is a Next.js shop on AWS without a server of its own: pages on functions behind CloudFront, one DynamoDB
table, events that travel over a bus and queues, and a workflow that brings an order to its customer. The stacks that
deploy it stand in \`stacks/\`; production creates ${always.length} resources from them, ${all.length} with every switch on. What is wired to
what is one file, \`packages/core/src/platform/topology/index.ts\`, from which the laptop's cloud is made too.

![The layers of SecureCart on AWS, from the edge to the data, with the arrows between them](architecture.svg)

The picture and the tables below are made from the synthesized stage. A test fails when one of them names something
that is no longer there. What it costs: [cost.md](cost.md). What is in the table: [data-model.md](data-model.md).
How it is run, and what to do on a bad day: [operations.md](operations.md).`;

const way = `## The way of an order

1. **The edge.** Route 53 leads to CloudFront. The firewall counts and filters; a function at the edge picks the origin:
   pictures and scripts come from their buckets, kept pages from the cache, everything else goes on, signed, to the
   function that renders pages. Nobody can reach that function around the firewall.
2. **The page.** Catalog pages are rendered once and kept; a catalog's change revalidates them by tag. Cart, checkout and
   orders are rendered for each request. A page asks the domain (\`packages/core\`), the domain asks the table: one to
   three requests, never a scan.
3. **Placing** writes the order, its holds on stock and the event in one transaction, before any money moves. The answer
   leads to Stripe's page; no card data touches the shop.
4. **Paying** comes back three ways: the return page, the webhook (CloudFront, API Gateway, a function that checks the
   signature and queues it) and the sweeper each minute. All three ask Stripe and apply what they hear; any one of them
   is enough, and all at once do it once.
5. **The event** lies in the table until its consumers are done. The table's stream wakes the relay, the relay puts it on the bus, rules
   lead it to queues: fulfillment, letters, the cart, the catalog.
6. **Fulfillment** is a state machine: fraud is weighed, doubt waits for a person, the money is captured, goods are allocated, packed,
   shipped, and the customer is told. Each step that fails has its way back: let go before the capture, refund after it.
7. **The books**: each night goods and money are added up and proved against each other; a difference is an alarm.`;

function failing(inventory: Inventory): string {
  const rows = failures.map(({ what, outcome, evidence }) => [what, outcome, places(evidence, inventory)]);
  return `## When something fails

${table(["what", "then", "shown by"], rows)}`;
}

function switched(): string {
  const rows = switchNames.map((name) => {
    const { costs, turnOnWhen, needs, monthlyCents } = switches[name];
    const also = needs.length > 0 ? ` Needs ${needs.map((needed) => `\`${needed}\``).join(", ")}.` : "";
    return [`\`${name}\``, `${costs}${also}`, dollars(BigInt(monthlyCents) * 10_000n), turnOnWhen];
  });
  return `## Switches

What a shop of this kind can do without until it cannot. Each is off; \`stacks/config.ts\` turns it on for a stage, and the
code that uses it is there and tested. [cost.md](cost.md) says what each adds at which traffic.

${table(["switch", "what it is", "a month", "turn it on when"], rows, [2])}`;
}

function coverage(title: string, entries: readonly Entry[], inventory: Inventory): string {
  const rows = entries.map(({ id, name, how, evidence }) => [
    id,
    `**${name}**`,
    how,
    places(evidence, inventory),
  ]);
  return `## ${title}

${table(["", "", "here", "where"], rows)}`;
}

const places = (evidence: readonly Evidence[], inventory: Inventory) =>
  [...new Set(evidence.map((piece) => place(piece, inventory)))].join("<br>");

function place(piece: Evidence, inventory: Inventory): string {
  switch (piece.kind) {
    case "switch":
      return `switch \`${piece.name}\``;
    case "code":
      return link(named(piece), piece.path);
    case "test":
      return link(`“${piece.named}”`, piece.path);
    case "resource": {
      const always = matches(piece, inventory.always);
      const found = always.length > 0 ? always : matches(piece, inventory.all);
      const what = found.length === 1 ? `\`${found[0]?.name}\`` : `${found.length} ×`;
      return `${what} ${kindOf(piece.type)}`;
    }
  }
}

/** A module with what is meant of it. */
const named = ({ path, exports }: Extract<Evidence, { kind: "code" }>) =>
  [shortened(path), ...exports].map((name) => `\`${name}\``).join(" ");

/** "aws:sqs/queue:Queue" as "SQS queue": what it is, in words. */
function kindOf(type: string): string {
  const [, service = "", name = ""] = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(type) ?? [];
  const spoken = name.replace(/(?<=[a-z])([A-Z])/g, " $1").toLowerCase();
  const written = spoken.replace(/\b(vpc|acl|api)\b/g, (letters) => letters.toUpperCase());
  // The provider keeps EventBridge under the name that it had.
  const renamed = service === "cloudwatch" && spoken.startsWith("event ") ? "EventBridge" : services[service];
  return `${renamed ?? service} ${written}`;
}

const services: Record<string, string> = {
  acm: "Certificate Manager",
  apigatewayv2: "API Gateway",
  appautoscaling: "Auto Scaling",
  autoscaling: "EC2 Auto Scaling",
  budgets: "Budgets",
  cloudfront: "CloudFront",
  cloudtrail: "CloudTrail",
  cloudwatch: "CloudWatch",
  dynamodb: "DynamoDB",
  ec2: "EC2",
  ecs: "ECS",
  elasticache: "ElastiCache",
  globalaccelerator: "Global Accelerator",
  iam: "IAM",
  lambda: "Lambda",
  lb: "ELB",
  rds: "Aurora",
  route53: "Route 53",
  s3: "S3",
  scheduler: "EventBridge",
  ses: "SES",
  sesv2: "SES",
  sfn: "Step Functions",
  sns: "SNS",
  sqs: "SQS",
  wafv2: "WAF",
};

const shortened = (path: string) =>
  path.replace(/^packages\/(core|functions)\/src\//, "").replace(/\/index\.ts$/, "");

/** Paths of routes have parentheses and brackets, which a Markdown link must not. */
const link = (text: string, path: string) =>
  `[${text}](../${encodeURI(path).replace(/[()[\]]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)})`;
