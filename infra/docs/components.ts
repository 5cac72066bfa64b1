import { code, core, type Entry, handlers, promise, proof, resource, turn } from "./evidence";

/** What it is built from. */
export const components: Entry[] = [
  {
    id: "K1",
    name: "Route 53",
    how: "The shop's name leads to CloudFront; mail's records prove the sender; a health check watches from outside.",
    evidence: [
      resource("aws:route53/record:Record"),
      resource("aws:route53/healthCheck:HealthCheck"),
      resource("aws:acm/certificate:Certificate"),
      promise("edge", "the shop answers to its own name alone"),
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
      promise("edge", "each path finds its origin"),
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
      promise("switches", "containers stand in two zones, grow with the traffic, and hear CloudFront alone"),
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
      promise(
        "switches",
        "machines under the containers are from several kinds, some from Spot, and leave only when they are empty",
      ),
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
      proof(
        "container/container.test.ts",
        "told to stop it finishes what it was asked, takes nothing new and goes",
      ),
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
      promise("functions", "memory and timeout of each function are those that were chosen"),
      proof(
        "infra/lambda/functions.test.ts",
        "every function finds under its links what the laptop has under the same names",
      ),
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
      proof(
        "infra/lambda/functions.test.ts",
        "the deployed door refuses what Stripe did not sign, and queues nothing of it",
      ),
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
      promise(
        "switches",
        "the reporting database has a reader, keeps its last state, and lets the application in alone",
      ),
      code(core("reporting/index.ts")),
      proof(
        core("reporting/reporting.test.ts"),
        "events that come twice, late, backwards or not at all, and a rebuild, give the same reports",
      ),
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
      promise("data", "what the table loses can be had back, to the second"),
      promise(
        "switches",
        "capacity that is bought in advance follows the traffic, on the table and on each index",
      ),
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
      promise("switches", "the cache stands in two zones, encrypts, and lets the application in alone"),
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
      promise("access", "no bucket is public, and CloudFront reads for our account alone"),
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
      promise("queues", "after five tries a message is a dead letter, kept for two weeks"),
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
      promise("watch", "every alarm reaches the topic and says what is wrong"),
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
      promise("queues", "only its own rules may put events into a queue"),
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
      promise("workflow", "AWS accepts each state machine"),
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
      promise("watch", "one look shows the shop: orders, pages, queues, work and the table"),
    ],
  },
  {
    id: "K17",
    name: "CloudTrail",
    how: "Who called which AWS API, in a bucket that is kept.",
    evidence: [
      resource("aws:cloudtrail/trail:Trail"),
      promise("watch", "production writes down who called which API, where it cannot be changed unseen"),
    ],
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
      promise("functions", "every function is traced, and none at the edge, where that is refused"),
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
      promise("access", "no policy allows a wildcard action"),
      proof("infra/grants.test.ts", "the pages may do what they do, no more"),
    ],
  },
  {
    id: "K20",
    name: "WAF",
    how: "Managed groups against common attacks, and rate rules on sign-in, checkout, lookup and webhook.",
    evidence: [
      resource("aws:wafv2/webAcl:WebAcl"),
      code("stacks/firewall.ts", "withOurRules"),
      promise("edge", "the firewall stands before the shop"),
      promise("edge", "who tries out passwords, cards, orders or webhooks is slowed down"),
    ],
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
      promise(
        "network",
        "nothing comes into the private subnets but answers, and nothing is left open by default",
      ),
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
      promise("switches", "the origin's name leads through the accelerator"),
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
