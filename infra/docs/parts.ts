import type { SwitchName } from "../../stacks/config";
import type { Place } from "./layout";
import type { Resource } from "./standing";

/** Which color a part has. */
export type Kind = "edge" | "compute" | "data" | "message" | "watch" | "guard" | "outside";

/** A box of the picture. What it says is counted from the inventory, so that it cannot say what is not there. */
export type Part = Place & {
  id: string;
  kind: Kind;
  service: string;
  title: string;
  /** The switch without which it is not there; it is drawn dashed. */
  behind?: SwitchName;
  /** The resources that it stands for; somebody outside has none. */
  is?: (resource: Resource) => boolean;
  says: (found: readonly Resource[]) => string;
};

export type Layer = { row: number; title: string; wide: number };

export const layers: Layer[] = [
  { row: 1, title: "Edge", wide: 6 },
  { row: 2, title: "Compute", wide: 6 },
  { row: 3, title: "Data", wide: 6 },
  { row: 4, title: "Messages", wide: 5 },
  { row: 5, title: "Work", wide: 5 },
  { row: 6, title: "Watching", wide: 5 },
  { row: 7, title: "Guarding", wide: 6 },
];

const typed =
  (type: string, name = /./) =>
  (resource: Resource) =>
    resource.type === type && name.test(resource.name);

const lambda = (name: RegExp) => typed("aws:lambda/function:Function", name);
const queue = typed("aws:sqs/queue:Queue", /Queue(Queue)?$/);

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const memory = (found: readonly Resource[]) => {
  const sizes = found.map(({ inputs }) => Number(inputs.memorySize));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return least === most ? `${least} MB` : `${least}–${most} MB`;
};

const functionsOf = (found: readonly Resource[], what: string) =>
  `${plural(found.length, what)}, ${memory(found)}`;

const text = (value: unknown) => JSON.stringify(value) ?? "";

const input = (found: readonly Resource[], name: string) => String(found[0]?.inputs[name] ?? "");

export const parts: Part[] = [
  {
    id: "shopper",
    column: 1,
    row: 0,
    kind: "outside",
    service: "People",
    title: "Shoppers, staff",
    says: () => "a browser, with or without JavaScript",
  },
  {
    id: "stripe",
    column: 6,
    row: 0,
    kind: "outside",
    service: "Outside",
    title: "Stripe",
    says: () => "payment page, capture, refunds, webhooks",
  },

  {
    id: "dns",
    column: 1,
    row: 1,
    kind: "edge",
    service: "Route 53",
    title: "The shop's name",
    is: typed("aws:route53/record:Record"),
    says: (found) => `${plural(found.length, "record")}, health check from outside`,
  },
  {
    id: "cdn",
    column: 2,
    row: 1,
    kind: "edge",
    service: "CloudFront",
    title: "The one entrance",
    is: typed("aws:cloudfront/distribution:Distribution", /^RouterCdnDistribution/),
    says: () => "keeps pages and pictures, signs the rest",
  },
  {
    id: "waf",
    column: 3,
    row: 1,
    kind: "guard",
    service: "WAF",
    title: "Firewall",
    is: typed("aws:wafv2/webAcl:WebAcl"),
    says: ([acl]) =>
      `${plural(rulesOf(acl).length, "rule")}, ${rulesOf(acl).filter((rule) => text(rule).includes("rateBasedStatement")).length} of them by rate`,
  },
  {
    id: "tls",
    column: 4,
    row: 1,
    kind: "guard",
    service: "Certificate Manager",
    title: "Certificates",
    is: typed("aws:acm/certificate:Certificate"),
    says: (found) => `${found.length} names, renewed by AWS`,
  },
  {
    id: "accelerator",
    column: 5,
    row: 1,
    kind: "edge",
    service: "Global Accelerator",
    title: "Nearest way in",
    behind: "accelerator",
    is: typed("aws:globalaccelerator/accelerator:Accelerator"),
    says: () => "into AWS's network at once",
  },

  {
    id: "pages",
    column: 2,
    row: 2,
    kind: "compute",
    service: "Lambda",
    title: "Next.js pages",
    is: lambda(/^StorefrontServer/),
    says: (found) => `streamed, ${memory(found)}; back office and actions too`,
  },
  {
    id: "api",
    column: 3,
    row: 2,
    kind: "compute",
    service: "API Gateway",
    title: "HTTP door",
    is: typed("aws:apigatewayv2/api:Api"),
    says: () => "POST /webhooks/stripe, throttled",
  },
  {
    id: "door",
    column: 4,
    row: 2,
    kind: "compute",
    service: "Lambda",
    title: "Webhook intake",
    is: lambda(/Door/),
    says: (found) => `signature, row, queue; ${memory(found)}`,
  },
  {
    id: "balancer",
    column: 5,
    row: 2,
    kind: "compute",
    service: "Load Balancer",
    title: "Across two zones",
    behind: "containers",
    is: typed("aws:lb/loadBalancer:LoadBalancer"),
    says: () => "TLS, CloudFront's requests only",
  },
  {
    id: "containers",
    column: 6,
    row: 2,
    kind: "compute",
    service: "ECS",
    title: "Same pages",
    behind: "containers",
    is: typed("aws:ecs/service:Service"),
    says: () => "Fargate, or EC2 Auto Scaling with Spot",
  },

  {
    id: "buckets",
    column: 1,
    row: 3,
    kind: "data",
    service: "S3",
    title: "Pictures, files",
    is: typed("aws:s3/bucket:Bucket", /^(Images|Artifacts|StorefrontAssets)/),
    says: (found) => `${plural(found.length, "bucket")}: pictures, scripts, search index`,
  },
  {
    id: "table",
    column: 2,
    row: 3,
    kind: "data",
    service: "DynamoDB",
    title: "One table",
    is: typed("aws:dynamodb/table:Table", /^TableTable/),
    says: ([table]) => `${list(table?.inputs.globalSecondaryIndexes).length} indexes, a stream, time to live`,
  },
  {
    id: "copy",
    column: 3,
    row: 3,
    kind: "data",
    service: "Global table",
    title: "Second region",
    behind: "secondRegion",
    is: typed("aws:s3/bucket:Bucket", /Copy$/),
    says: (found) => `replica of the table, ${plural(found.length, "bucket")}`,
  },
  {
    id: "cache",
    column: 4,
    row: 3,
    kind: "data",
    service: "ElastiCache",
    title: "Shared cache",
    behind: "cache",
    is: typed("aws:elasticache/replicationGroup:ReplicationGroup"),
    says: (found) => `Valkey, ${input(found, "numCacheClusters")} nodes in two zones`,
  },
  {
    id: "reporting",
    column: 5,
    row: 3,
    kind: "data",
    service: "Aurora PostgreSQL",
    title: "Reporting model",
    behind: "reporting",
    is: typed("aws:rds/clusterInstance:ClusterInstance"),
    says: (found) => `a writer and ${plural(found.length - 1, "reader")}`,
  },
  {
    id: "vpc",
    column: 6,
    row: 3,
    kind: "guard",
    service: "VPC",
    title: "Private subnets",
    behind: "network",
    is: typed("aws:ec2/subnet:Subnet"),
    says: (found) => `${plural(found.length, "subnet")}, around compute and data`,
  },

  {
    id: "scheduler",
    column: 1,
    row: 4,
    kind: "message",
    service: "EventBridge Scheduler",
    title: "Schedules",
    is: typed("aws:scheduler/schedule:Schedule"),
    says: (found) => `${plural(found.length, "schedule")}, each minute or night`,
  },
  {
    id: "bus",
    column: 2,
    row: 4,
    kind: "message",
    service: "EventBridge",
    title: "Bus of events",
    is: typed("aws:cloudwatch/eventRule:EventRule", /To[A-Z]/),
    says: (found) => `${plural(found.length, "rule")}, archive of 30 days`,
  },
  {
    id: "queues",
    column: 3,
    row: 4,
    kind: "message",
    service: "SQS",
    title: "Queues",
    is: queue,
    says: (found) =>
      `${plural(found.filter(({ name }) => !name.includes("DeadLetters")).length, "queue")}, each with dead letters`,
  },
  {
    id: "machine",
    column: 4,
    row: 4,
    kind: "message",
    service: "Step Functions",
    title: "Fulfillment",
    is: typed("aws:sfn/stateMachine:StateMachine"),
    says: ([machine]) => `${statesOf(machine)} states, each with a way back`,
  },
  {
    id: "texts",
    column: 5,
    row: 4,
    kind: "message",
    service: "SNS",
    title: "Text messages",
    is: lambda(/^(OrderEmailQueueConsumer|FulfillmentNotify)/),
    says: () => "only to whoever asked for them",
  },
  {
    id: "customer",
    column: 6,
    row: 4,
    rows: 2,
    kind: "outside",
    service: "People",
    title: "The customer",
    says: () => "inbox and telephone",
  },

  {
    id: "jobs",
    column: 1,
    row: 5,
    kind: "compute",
    service: "Lambda",
    title: "Scheduled jobs",
    is: lambda(/JobFunction$/),
    says: (found) => functionsOf(found, "function"),
  },
  {
    id: "consumers",
    column: 3,
    row: 5,
    kind: "compute",
    service: "Lambda",
    title: "Queue consumers",
    is: lambda(/QueueConsumerFunction$/),
    says: (found) => functionsOf(found, "function"),
  },
  {
    id: "steps",
    column: 4,
    row: 5,
    kind: "compute",
    service: "Lambda",
    title: "Workflow steps",
    is: lambda(/^Fulfillment[A-Z](?!ueue)/),
    says: (found) => functionsOf(found, "function"),
  },
  {
    id: "mail",
    column: 5,
    row: 5,
    kind: "message",
    service: "SES",
    title: "Letters",
    is: typed("aws:sesv2/emailIdentity:EmailIdentity"),
    says: () => "signed with the shop's domain",
  },

  {
    id: "xray",
    column: 1,
    row: 6,
    kind: "watch",
    service: "X-Ray",
    title: "Traces",
    is: (found) => text(found.inputs.tracingConfig).includes("Active"),
    says: (found) => plural(found.length, "traced function"),
  },
  {
    id: "trail",
    column: 2,
    row: 6,
    kind: "watch",
    service: "CloudTrail",
    title: "Who called AWS",
    is: typed("aws:cloudtrail/trail:Trail"),
    says: () => "every call to an AWS API",
  },
  {
    id: "logs",
    column: 3,
    row: 6,
    kind: "watch",
    service: "CloudWatch",
    title: "Logs and metrics",
    is: typed("aws:cloudwatch/logGroup:LogGroup"),
    says: (found) => `${plural(found.length, "log group")}, a dashboard`,
  },
  {
    id: "alarms",
    column: 4,
    row: 6,
    kind: "watch",
    service: "CloudWatch",
    title: "Alarms",
    is: typed("aws:cloudwatch/metricAlarm:MetricAlarm"),
    says: (found) => `${plural(found.length, "alarm")}: p99, errors, queues, orders`,
  },
  {
    id: "topic",
    column: 5,
    row: 6,
    kind: "watch",
    service: "SNS",
    title: "Alarm topic",
    is: typed("aws:sns/topic:Topic", /^Alarms/),
    says: () => "alarms, and that they are over",
  },
  {
    id: "operator",
    column: 6,
    row: 6,
    kind: "outside",
    service: "People",
    title: "The operator",
    says: () => "hears of alarms and of the budget",
  },

  {
    id: "roles",
    column: 1,
    row: 7,
    kind: "guard",
    service: "IAM",
    title: "Roles",
    is: typed("aws:iam/role:Role"),
    says: (found) => `${found.length}, one for each function`,
  },
  {
    id: "backups",
    column: 2,
    row: 7,
    kind: "guard",
    service: "DynamoDB, S3",
    title: "Backups",
    is: typed("aws:s3/bucketVersioning:BucketVersioning"),
    says: () => "recovery to any second, old versions of files",
  },
  {
    id: "budget",
    column: 3,
    row: 7,
    kind: "guard",
    service: "Budgets",
    title: "Monthly budget",
    is: typed("aws:budgets/budget:Budget"),
    says: (found) => `$${input(found, "limitAmount")}, warns before it is spent`,
  },
  {
    id: "groups",
    column: 4,
    row: 7,
    kind: "guard",
    service: "Security groups",
    title: "Between the tiers",
    behind: "network",
    is: typed("aws:ec2/securityGroup:SecurityGroup"),
    says: (found) => `${plural(found.length, "group")}, a port each`,
  },
  {
    id: "acl",
    column: 5,
    row: 7,
    kind: "guard",
    service: "Network ACL",
    title: "Subnet walls",
    behind: "network",
    is: typed("aws:ec2/networkAcl:NetworkAcl"),
    says: () => "only answers come in",
  },
  {
    id: "scaling",
    column: 6,
    row: 7,
    kind: "guard",
    service: "Auto Scaling",
    title: "Policies",
    behind: "provisioned",
    is: typed("aws:appautoscaling/policy:Policy"),
    says: (found) => `${found.length}: containers, table, indexes`,
  },
];

function rulesOf(acl: Resource | undefined): unknown[] {
  return list(acl?.inputs.rules);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const statesOf = (machine: Resource | undefined) =>
  Object.keys(JSON.parse(String(machine?.inputs.definition ?? "{}")).States ?? {}).length;
