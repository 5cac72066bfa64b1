import { allowed, every, exists, fed, type Link, mentions, routed, scheduled } from "./links";

/** An arrow, and what in the inventory says that it is there. */
export type Arrow = { from: string; to: string; label: string; because: Link | null };

const route = (pattern: RegExp) =>
  mentions("pulumi-nodejs:dynamic:Resource", /Kv(Keys|RoutesUpdate)$/, pattern);

export const arrows: Arrow[] = [
  { from: "shopper", to: "dns", label: "name", because: exists("aws:route53/record:Record", /^RouterCdn/) },
  {
    from: "shopper",
    to: "cdn",
    label: "HTTPS",
    because: mentions(
      "aws:cloudfront/distribution:Distribution",
      /^RouterCdnDistribution/,
      /redirect-to-https/,
    ),
  },
  { from: "shopper", to: "stripe", label: "pays on Stripe's page", because: null },
  { from: "stripe", to: "cdn", label: "webhooks, signed", because: route(/\/webhooks/) },
  {
    from: "waf",
    to: "cdn",
    label: "filters",
    because: mentions("aws:cloudfront/distribution:Distribution", /^RouterCdnDistribution/, /webacl/),
  },
  { from: "cdn", to: "pages", label: "signed", because: route(/storefrontserver/) },
  {
    from: "cdn",
    to: "buckets",
    label: "pictures, scripts",
    because: every(route(/imagesbucket/), route(/storefrontassets/)),
  },
  { from: "cdn", to: "api", label: "webhooks", because: route(/execute-api/) },
  { from: "cdn", to: "balancer", label: "instead of Lambda", because: route(/"host\\":\\"origin\./) },
  {
    from: "accelerator",
    to: "balancer",
    label: "from far away",
    because: mentions("aws:globalaccelerator/endpointGroup:EndpointGroup", /./, /loadbalancer/),
  },
  {
    from: "balancer",
    to: "containers",
    label: "HTTP",
    because: mentions("aws:ecs/service:Service", /./, /targetgroup/),
  },
  {
    from: "api",
    to: "door",
    label: "calls",
    because: mentions("aws:apigatewayv2/integration:Integration", /./, /DoorFunction/),
  },
  { from: "door", to: "queues", label: "payment events", because: allowed(/Door/, "sqs:SendMessage") },
  {
    from: "pages",
    to: "table",
    label: "reads, transactions",
    because: allowed(/^StorefrontServer/, "dynamodb:ConditionCheckItem"),
  },
  {
    from: "pages",
    to: "cache",
    label: "catalog reads",
    because: exists("aws:elasticache/replicationGroup:ReplicationGroup"),
  },
  {
    from: "table",
    to: "copy",
    label: "copies",
    because: exists("aws:dynamodb/tableReplica:TableReplica"),
  },
  {
    from: "table",
    to: "bus",
    label: "stream, relayed",
    because: every(fed(/\/stream\//, /TableRelay/), allowed(/^TableRelay/, "events:PutEvents")),
  },
  { from: "bus", to: "queues", label: "rules", because: routed(/FulfillmentQueue/) },
  {
    from: "queues",
    to: "reporting",
    label: "reports, by a consumer",
    because: fed(/ReportQueue/, /ReportQueueConsumer/),
  },
  {
    from: "queues",
    to: "consumers",
    label: "batches",
    because: fed(/FulfillmentQueue/, /FulfillmentQueueConsumer/),
  },
  {
    from: "consumers",
    to: "machine",
    label: "start, resume",
    because: allowed(/^FulfillmentQueueConsumer/, "states:StartExecution"),
  },
  {
    from: "machine",
    to: "steps",
    label: "tasks",
    because: allowed(/^FulfillmentRole$/, "lambda:InvokeFunction"),
  },
  { from: "scheduler", to: "jobs", label: "calls", because: scheduled(/SweepOrdersJob/) },
  {
    from: "jobs",
    to: "table",
    label: "",
    because: allowed(/^SweepOrdersJob/, "dynamodb:ConditionCheckItem"),
  },
  {
    from: "consumers",
    to: "table",
    label: "domain writes",
    because: allowed(/^PaymentQueueConsumer/, "dynamodb:ConditionCheckItem"),
  },
  { from: "steps", to: "texts", label: "shipped", because: allowed(/^FulfillmentNotify/, "sns:Publish") },
  { from: "steps", to: "mail", label: "news", because: allowed(/^FulfillmentNotify/, "ses:SendEmail") },
  { from: "texts", to: "customer", label: "SMS", because: null },
  { from: "mail", to: "customer", label: "mail", because: null },
  {
    from: "logs",
    to: "alarms",
    label: "metrics",
    because: mentions("aws:cloudwatch/metricAlarm:MetricAlarm", /./, /SecureCart/),
  },
  {
    from: "alarms",
    to: "topic",
    label: "notify",
    because: mentions("aws:cloudwatch/metricAlarm:MetricAlarm", /./, /:Alarms|alarmActions/),
  },
  {
    from: "topic",
    to: "operator",
    label: "mail",
    because: exists("aws:sns/topicSubscription:TopicSubscription"),
  },
];
