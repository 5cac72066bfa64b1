import { code, core, type Entry, handlers, promise, proof, resource, turn } from "./evidence";

/** How it is built. */
export const practices: Entry[] = [
  {
    id: "R1",
    name: "Loose coupling",
    how: "Parts speak through events and queues; an event waits until each of its consumers is done.",
    evidence: [
      code(core("event/index.ts"), "relay", "handle", "sweep"),
      code(core("topology/index.ts"), "rules"),
      proof(
        handlers("lib/consumers.test.ts"),
        "queues that lose their messages again and again change nothing in the end",
      ),
    ],
  },
  {
    id: "R2",
    name: "Presentation, application and data tiers",
    how: "Pages ask the domain, the domain asks the table: the linter refuses imports that point upwards, roles and security groups say the same.",
    evidence: [
      code("biome.json"),
      code("stacks/grants.ts", "siteMay"),
      turn("network"),
      resource("aws:ec2/securityGroup:SecurityGroup", /^(Application|Cache|Database)Group$/),
    ],
  },
  {
    id: "R3",
    name: "Stateless servers",
    how: "Carts, sessions and executions are rows; any process can die at any moment.",
    evidence: [
      code(core("session/index.ts"), "read"),
      code(core("cart/cart.entity.ts")),
      proof(
        handlers("payment/finishers.test.ts"),
        "a worker that dies in the middle finishes after its restart",
      ),
    ],
  },
  {
    id: "R4",
    name: "Caching on several layers, without stampedes",
    how: "Edge, kept pages, shared cache, process; one load for all who miss, expiry a little apart, popular keys renewed before they end.",
    evidence: [
      code("app/_lib/cached.ts"),
      code(core("cache/index.ts"), "through"),
      proof(
        core("cache/cache.test.ts"),
        "1,000 misses of one key are one load, and each caller has its own copy",
      ),
      proof(core("cache/cache.test.ts"), "values that were kept together do not end together"),
      proof(
        core("cache/cache.test.ts"),
        "a key that is asked for all the time is renewed before it ends, by one at a time",
      ),
      turn("cache"),
    ],
  },
  {
    id: "R5",
    name: "Read models for heavy reads, sharding of hot data",
    how: "Search and reports read copies; what is due and what is listed is spread over shards.",
    evidence: [
      code(core("search/artifact.ts")),
      code(core("dynamo/shard.ts")),
      turn("reporting"),
      proof(
        core("catalog/kept.test.ts"),
        "1,000 shoppers at once at a page that nobody has yet are one request to the table",
      ),
    ],
  },
  {
    id: "R6",
    name: "Queue depth watched, workers scaled by it, dead letters, priorities",
    how: "Each queue has an alarm on its age and its dead letters; Lambda adds consumers as messages wait; money, goods and letters wait in queues of their own.",
    evidence: [
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", /Behind$/),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", /DeadLetters/),
      resource("aws:lambda/eventSourceMapping:EventSourceMapping", /QueueFeed$/),
      code(core("dead-letters/index.ts"), "resend", "discard"),
      proof(
        core("dead-letters/dead-letters.test.ts"),
        "a dead letter is sent again or thrown away, once, and both are written down",
      ),
      promise("queues", "a message stays out of sight six times as long as its consumer may take"),
    ],
  },
  {
    id: "R7",
    name: "CDN for assets and cacheable answers, more than one region",
    how: "CloudFront everywhere, Lambda@Edge signs at the edge; a copy of table and buckets in a second region behind a switch.",
    evidence: [
      resource("aws:cloudfront/distribution:Distribution", /^RouterCdn/),
      turn("secondRegion"),
      resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig"),
      turn("accelerator"),
      proof(
        "e2e/journeys/headers.test.ts",
        "nothing that sets a cookie can be cached, and what can be cached sets none",
      ),
      promise("switches", "another region has a copy of the table and of both buckets"),
    ],
  },
  {
    id: "R8",
    name: "No single point of failure, backups, disaster recovery",
    how: "Managed services in several zones; point-in-time recovery, versions, deletion protection; what production holds outlives its stack.",
    evidence: [
      resource(
        "aws:dynamodb/table:Table",
        /^TableTable/,
        ({ pointInTimeRecovery, deletionProtectionEnabled }) =>
          Boolean(pointInTimeRecovery) && deletionProtectionEnabled === true,
      ),
      resource("aws:s3/bucketVersioning:BucketVersioning", /^Images/),
      turn("secondRegion"),
      proof(
        "packages/local/src/durability.test.ts",
        "nothing acknowledged is lost while queues and worker are killed",
      ),
      promise("data", "production is protected, and what holds data outlives the stacks"),
      code("docs/operations.md"),
    ],
  },
  {
    id: "R9",
    name: "Central logs and metrics, alerts, anomaly detection, tracing, error tracking",
    how: "Structured log lines without personal data, figures in the log, alarms on p99, errors and the business, one trace per purchase.",
    evidence: [
      code(core("log/index.ts"), "info", "error"),
      code(core("trace/index.ts")),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", /./, ({ metricQueries }) =>
        JSON.stringify(metricQueries ?? "").includes("ANOMALY_DETECTION_BAND"),
      ),
      resource("aws:cloudwatch/dashboard:Dashboard"),
      promise("watch", "orders have an alarm for what is unusual, pages one for the slowest of a hundred"),
    ],
  },
  {
    id: "R10",
    name: "Rate limits",
    how: "At the firewall by address, at API Gateway by route, in the domain by account, place and card.",
    evidence: [
      resource("aws:wafv2/webAcl:WebAcl", /./, ({ rules }) =>
        JSON.stringify(rules ?? "").includes("rateBasedStatement"),
      ),
      resource("aws:apigatewayv2/stage:Stage", /./, ({ defaultRouteSettings, routeSettings }) =>
        JSON.stringify([defaultRouteSettings, routeSettings]).includes("throttling"),
      ),
      code(core("throttle/index.ts"), "take"),
      proof(
        core("throttle/throttle.test.ts"),
        "attempts that come at once are counted one by one, and after the pause they begin anew",
      ),
    ],
  },
  {
    id: "R11",
    name: "Automated tests and deployments",
    how: "One command proves everything, without an account; one command deploys what was proved.",
    evidence: [
      code("scripts/test.ts"),
      code("sst.config.ts"),
      code("infra/synthesize.ts", "synthesize"),
      code("faults/run.ts"),
      proof("infra/rehearsal/rehearsal.test.ts", "sst deploy makes an archive of every function"),
      code("infra/planted.test.ts"),
    ],
  },
  {
    id: "R12",
    name: "Cost: rightsizing, auto scaling, savings plans, tiered storage, pay per use",
    how: "A bill per service and profile, made from the synthesized stage and a dated price list; a budget that warns.",
    evidence: [
      code("infra/docs/bill.ts", "monthUses"),
      code("docs/cost.md"),
      resource("aws:budgets/budget:Budget"),
      proof("infra/docs/cost.test.ts", "more page views never cost less"),
      promise("watch", "the month's cost has an alarm of its own"),
    ],
  },
  {
    id: "R13",
    name: "An architecture diagram",
    how: "Drawn from the same inventory as this document.",
    evidence: [
      code("infra/docs/diagram.ts", "drawArchitecture"),
      code("docs/architecture.svg"),
      proof(
        "infra/docs/architecture.test.ts",
        "the picture that is committed is the one that the stage would be drawn as",
      ),
    ],
  },
  {
    id: "R14",
    name: "High availability across zones; recovery from failures",
    how: "Every service stands in several zones; retries, sweepers and dead letters bring back what failed.",
    evidence: [
      code(core("payment/index.ts"), "sweep"),
      resource(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        /./,
        ({ multiAzEnabled }) => multiAzEnabled === true,
      ),
      code("faults/run.ts"),
      proof(handlers("payment/finishers.test.ts"), "without any webhook the sweeper finishes an order"),
    ],
  },
];
