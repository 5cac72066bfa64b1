import { code, type Entry, proof, resource, turn } from "./evidence";

const core = (module: string) => `packages/core/src/${module}`;
const handlers = (file: string) => `packages/functions/src/${file}`;

/** What a shop must do. */
const functions: Entry[] = [
  {
    id: "F1",
    name: "User registration and authentication",
    how: "Accounts by mailed code, password, passkey or Google; sessions are rows, tokens are stored as digests.",
    evidence: [
      code(core("customer/index.ts"), "requestSignUp", "signIn", "signInByCode"),
      code(core("session/index.ts"), "begin", "revokeAll"),
      code(core("passkey/index.ts"), "authenticate"),
      code(core("staff/index.ts")),
      proof(
        core("customer/customer.test.ts"),
        "an account is there once its address has been confirmed, not before",
      ),
      proof(core("passkey/passkey.test.ts"), "what was signed for another site is refused"),
    ],
  },
  {
    id: "F2",
    name: "Product catalog browsing and search",
    how: "Pages are rendered once and kept at the edge; search is an SQLite index, built from the table and laid on S3.",
    evidence: [
      code(core("catalog/index.ts"), "bySlug", "categories"),
      code(core("search/index.ts"), "products"),
      code("app/(shop)/product/[slug]/page.tsx"),
      code("app/(shop)/search/page.tsx"),
      resource("aws:lambda/function:Function", /^PublishSearchJob/),
      proof("e2e/journeys/search.test.ts", "a search finds what was meant, spelled right or wrong"),
    ],
  },
  {
    id: "F3",
    name: "Shopping cart management",
    how: "A cart is rows of quantities, never of prices; a signed cookie names it, and a guest's is merged at sign-in.",
    evidence: [
      code(core("cart/index.ts"), "add", "setQuantity", "remove", "merge"),
      code("app/(shop)/cart/page.tsx"),
      proof("e2e/journeys/cart.test.ts", "quantities are changed and lines removed, and the sums follow"),
    ],
  },
  {
    id: "F4",
    name: "Order processing and payment integration",
    how: "The order exists before the money moves; Stripe's page takes the card, and any of three finishers suffices.",
    evidence: [
      code(core("checkout/index.ts"), "place"),
      code(core("payment/index.ts"), "start", "settle", "handleEvent"),
      resource("aws:sqs/queue:Queue", /^PaymentQueueQueue/),
      proof("e2e/journeys/guest.test.ts", "a guest finds, chooses, buys and hears about it"),
      proof(
        handlers("payment/finishers.test.ts"),
        "return page, webhooks and sweeper at once finish an order once",
      ),
    ],
  },
  {
    id: "F5",
    name: "User profiles and order history",
    how: "A customer's profile and addresses are one partition, the orders one query of an index.",
    evidence: [
      code(core("customer/index.ts"), "byId", "setProfile"),
      code(core("order/index.ts"), "ofBuyer", "history"),
      proof(
        core("order/customers.test.ts"),
        "a customer sees all orders once, newest first, a page at a time, and nobody else's",
      ),
    ],
  },
  {
    id: "F6",
    name: "Real-time inventory updates",
    how: "Stock is counted by conditional writes, told by events, and asked for again by open pages.",
    evidence: [
      code(core("inventory/index.ts"), "available", "receive"),
      code("app/api/stock/route.ts", "GET"),
      proof(
        "e2e/journeys/stock.test.ts",
        "an open product page says Sold out within two seconds, without a reload",
      ),
    ],
  },
  {
    id: "F7",
    name: "Fraud detection during checkout, without servers",
    how: "A function weighs each authorized order by rules; what is in doubt waits for a person.",
    evidence: [
      code(core("fraud/index.ts"), "assess", "refuseTesters"),
      resource("aws:lambda/function:Function", /^FulfillmentAssessFraud/),
      proof(core("fraud/fraud.test.ts"), "an assessment is made once and kept with its reasons"),
    ],
  },
  {
    id: "F8",
    name: "Order fulfillment and refunds as an orchestrated workflow",
    how: "One state machine, the same file on AWS and on a laptop; each step has its compensation.",
    evidence: [
      resource("aws:sfn/stateMachine:StateMachine", /^Fulfillment/),
      code(core("fulfillment/fulfillment.asl.json")),
      code(core("refund/index.ts"), "create", "send"),
      proof(
        handlers("order/fulfillment.test.ts"),
        "an ordinary order is assessed, captured, packed, shipped and delivered",
      ),
      proof(core("refund/refund.test.ts"), "a hundred clicks at once never give back more than was captured"),
    ],
  },
  {
    id: "F9",
    name: "Notifications by e-mail and SMS, triggered by events",
    how: "Events of an order reach the mail queue; a letter is claimed once by key, a text message only with consent.",
    evidence: [
      code(core("notification/index.ts"), "send", "text"),
      code(handlers("notification/order-mail.ts"), "handler"),
      resource("aws:cloudwatch/eventRule:EventRule", /^OrderToMail/),
      resource("aws:sesv2/emailIdentity:EmailIdentity"),
      proof(
        core("notification/notification.test.ts"),
        "who asked for it gets one text message, however many tell",
      ),
    ],
  },
  {
    id: "F10",
    name: "Static and uploaded content stored and delivered",
    how: "Pictures lie in a private bucket that only CloudFront reads; scripts and styles are cached for a year.",
    evidence: [
      resource("aws:s3/bucket:Bucket", /^ImagesBucket/),
      resource("aws:s3/bucket:Bucket", /^StorefrontAssets/),
      code(core("storage/index.ts"), "put", "get"),
      code("stacks/router.ts", "router"),
    ],
  },
];

/** What it is built from. */
const components: Entry[] = [
  {
    id: "K1",
    name: "Route 53",
    how: "The shop's name leads to CloudFront; mail's records prove the sender; a health check watches from outside.",
    evidence: [
      resource("aws:route53/record:Record"),
      resource("aws:route53/healthCheck:HealthCheck"),
      resource("aws:acm/certificate:Certificate"),
    ],
  },
  {
    id: "K2",
    name: "CloudFront",
    how: "The one entrance. Pictures and kept pages are answered at the edge, everything else goes on signed.",
    evidence: [
      resource("aws:cloudfront/distribution:Distribution", /^RouterCdn/),
      resource("aws:cloudfront/cachePolicy:CachePolicy"),
      code("stacks/router.ts", "router"),
    ],
  },
  {
    id: "K3",
    name: "Application Load Balancer",
    how: "Before the containers, in two zones, TLS only, closed to whoever did not come through CloudFront.",
    evidence: [
      turn("containers"),
      resource("aws:lb/loadBalancer:LoadBalancer"),
      resource("aws:lb/listener:Listener"),
    ],
  },
  {
    id: "K4",
    name: "EC2 with Auto Scaling groups, Spot",
    how: "Machines for the containers: a first one on demand, every second one after it from Spot.",
    evidence: [
      turn("instances"),
      resource("aws:autoscaling/group:Group"),
      resource("aws:ecs/capacityProvider:CapacityProvider"),
    ],
  },
  {
    id: "K5",
    name: "ECS with Fargate",
    how: "The same Next build as containers, two at least, scaled by load.",
    evidence: [
      turn("containers"),
      resource("aws:ecs/service:Service"),
      resource("aws:appautoscaling/policy:Policy", /^Pages/),
      code("container/Dockerfile"),
    ],
  },
  {
    id: "K6",
    name: "Lambda",
    how: "Pages, queue consumers, steps of the workflow, the webhook door, the stream's relay and all schedules.",
    evidence: [
      resource("aws:lambda/function:Function"),
      resource("aws:lambda/function:Function", /^FulfillmentAssessFraud/),
      code("stacks/functions.ts", "createFunction"),
    ],
  },
  {
    id: "K7",
    name: "API Gateway",
    how: "The door for Stripe's webhooks, throttled.",
    evidence: [
      resource("aws:apigatewayv2/api:Api"),
      resource("aws:apigatewayv2/stage:Stage"),
      code(handlers("payment/stripe-webhook.ts"), "handler"),
    ],
  },
  {
    id: "K8",
    name: "Aurora PostgreSQL, read replicas",
    how: "A relational copy of what events tell, for questions in SQL: a writer and a reader. Nothing depends on it.",
    evidence: [
      turn("reporting"),
      resource("aws:rds/cluster:Cluster"),
      resource("aws:rds/clusterInstance:ClusterInstance", /Replica|Reader/),
      code("stacks/reporting.ts", "reporting"),
    ],
  },
  {
    id: "K9",
    name: "DynamoDB, auto scaling",
    how: "One table for everything the shop knows: on demand, with point-in-time recovery, stream and TTL. Capacity that is bought in advance follows the traffic behind a switch.",
    evidence: [
      resource("aws:dynamodb/table:Table", /^TableTable/),
      turn("provisioned"),
      resource("aws:appautoscaling/target:Target", /^(Table|Gsi)/),
      code(core("dynamo/keys.ts")),
    ],
  },
  {
    id: "K10",
    name: "ElastiCache (Redis/Valkey)",
    how: "Catalog reads shared by all functions; without it each process has a small cache of its own.",
    evidence: [
      turn("cache"),
      resource("aws:elasticache/replicationGroup:ReplicationGroup"),
      code(core("cache/index.ts"), "through", "drop"),
      proof(core("cache/cache.test.ts"), "1,000 misses of one key in four processes are one load"),
    ],
  },
  {
    id: "K11",
    name: "S3, storage classes",
    how: "Pictures, scripts, kept pages, search indexes and the trail; old versions move to cheaper storage.",
    evidence: [
      resource("aws:s3/bucket:Bucket"),
      resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", /./, (inputs) =>
        JSON.stringify(inputs).includes("STANDARD_IA"),
      ),
    ],
  },
  {
    id: "K12",
    name: "SQS",
    how: "Payments, fulfillment, letters, carts and the catalog each have a queue, and each queue its dead letters.",
    evidence: [
      resource("aws:sqs/queue:Queue", /DeadLettersQueue$/),
      resource("aws:sqs/queue:Queue", /^FulfillmentQueueQueue$/),
      code(core("topology/index.ts"), "queues"),
      proof(
        handlers("payment/finishers.test.ts"),
        "what cannot be handled ends with the dead letters, alone",
      ),
    ],
  },
  {
    id: "K13",
    name: "SNS",
    how: "Text messages to customers, alarms to the operator.",
    evidence: [
      resource("aws:sns/topic:Topic", /^Alarms/),
      resource("aws:sns/topicSubscription:TopicSubscription"),
      code(core("sms/index.ts")),
    ],
  },
  {
    id: "K14",
    name: "EventBridge",
    how: "Every event of the shop, on its own bus, routed by rules, kept in an archive for a month.",
    evidence: [
      resource("aws:cloudwatch/eventBus:EventBus"),
      resource("aws:cloudwatch/eventRule:EventRule", /^OrderToFulfillment/),
      resource("aws:cloudwatch/eventArchive:EventArchive"),
      resource("aws:scheduler/schedule:Schedule"),
    ],
  },
  {
    id: "K15",
    name: "Step Functions",
    how: "Fulfillment: assess, review, capture, allocate, wait for packing and shipping, tell; and the way back.",
    evidence: [
      resource("aws:sfn/stateMachine:StateMachine"),
      code("stacks/workflow.ts", "workflows"),
      proof(
        "packages/local/src/gateway/states/definition.test.ts",
        "the shop's own definitions run here and are valid for others",
      ),
    ],
  },
  {
    id: "K16",
    name: "CloudWatch",
    how: "Logs with a retention, metrics of the shop itself, a dashboard, alarms that somebody hears.",
    evidence: [
      resource("aws:cloudwatch/metricAlarm:MetricAlarm"),
      resource("aws:cloudwatch/dashboard:Dashboard"),
      resource("aws:cloudwatch/logGroup:LogGroup"),
      code(core("metric/index.ts"), "count"),
    ],
  },
  {
    id: "K17",
    name: "CloudTrail",
    how: "Who called which AWS API, in a bucket that is kept.",
    evidence: [resource("aws:cloudtrail/trail:Trail")],
  },
  {
    id: "K18",
    name: "X-Ray",
    how: "Every function and the workflow are traced; the shop's own trace stands on the order.",
    evidence: [
      resource("aws:lambda/function:Function", /./, ({ tracingConfig }) =>
        JSON.stringify(tracingConfig ?? "").includes("Active"),
      ),
      resource("aws:sfn/stateMachine:StateMachine", /./, ({ tracingConfiguration }) =>
        JSON.stringify(tracingConfiguration ?? "").includes("true"),
      ),
      proof(
        "e2e/journeys/notices.test.ts",
        "a purchase has one trace from the browser to the mail, and no log says who bought",
      ),
    ],
  },
  {
    id: "K19",
    name: "IAM",
    how: "A role for each function, with the actions of what it is granted and no more; no wildcard action.",
    evidence: [
      resource("aws:iam/role:Role"),
      code("stacks/grants.ts", "grants"),
      code("stacks/permissions.ts", "permissionsFor"),
    ],
  },
  {
    id: "K20",
    name: "WAF",
    how: "Managed groups against common attacks, and rate rules on sign-in, checkout, lookup and webhook.",
    evidence: [resource("aws:wafv2/webAcl:WebAcl"), code("stacks/firewall.ts", "withOurRules")],
  },
  {
    id: "K21",
    name: "Security groups, network ACLs, VPC",
    how: "Two zones, three tiers; each opens to the one above it, on one port.",
    evidence: [
      turn("network"),
      resource("aws:ec2/vpc:Vpc"),
      resource("aws:ec2/securityGroup:SecurityGroup"),
      resource("aws:ec2/networkAcl:NetworkAcl"),
      code("stacks/network.ts", "network"),
    ],
  },
  {
    id: "K22",
    name: "Global Accelerator",
    how: "Requests from far away enter AWS's network at the nearest edge, on their way to the load balancer.",
    evidence: [
      turn("accelerator"),
      resource("aws:globalaccelerator/accelerator:Accelerator"),
      resource("aws:globalaccelerator/endpointGroup:EndpointGroup"),
    ],
  },
  {
    id: "K23",
    name: "Auto Scaling policies",
    how: "Functions and the table on demand scale by themselves; containers and bought capacity by policies.",
    evidence: [
      turn("containers"),
      turn("provisioned"),
      resource("aws:appautoscaling/policy:Policy", /^Pages/),
      resource("aws:appautoscaling/policy:Policy", /Scaling$/),
    ],
  },
];

/** How it is built. */
const practices: Entry[] = [
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

export const sections = [
  { title: "What the shop does", entries: functions },
  { title: "What it is built from", entries: components },
  { title: "How it is built", entries: practices },
];
