import type { Plant } from "./plant";

/** Mistakes in what watches and writes down: nobody misses it until it is needed. */
export const watchPlants: Record<string, Plant> = {
  "a bucket of the trail that is not ready": {
    file: "stacks/audit.ts",
    from: "{ dependsOn: complete(logs) },",
    to: "{},",
    breaks: "the trail waits for a bucket that lets it in",
    says: /AuditTrail does not wait for AuditTrailLogsPolicy/,
  },
  "a trail that forgets": {
    file: "stacks/audit.ts",
    from: "expiration: { days: 7 * 365 },",
    to: "expiration: { days: 7 },",
    breaks: "production writes down who called which API, where it cannot be changed unseen",
    says: /forgets within a year/,
  },
  "throttling read by a dimension too few": {
    file: "stacks/observability.ts",
    from: '["ReadThrottleEvents", "WriteThrottleEvents"].map((metricName) => ({',
    to: '["ThrottledRequests"].map((metricName) => ({',
    breaks:
      "an alarm reads what AWS counts, by the dimensions that AWS counts it by, of a thing that is there",
    says: /TableThrottled reads AWS\/DynamoDB ThrottledRequests by "TableName"/,
  },
  "events of a bus, by the bus alone": {
    file: "stacks/observability.ts",
    from: "dimensions: { EventBusName: bus.name, RuleName },",
    to: "dimensions: { EventBusName: bus.name },",
    breaks:
      "an alarm reads what AWS counts, by the dimensions that AWS counts it by, of a thing that is there",
    says: /EventsNotDelivered reads AWS\/Events FailedInvocations by "EventBusName"/,
  },
  "failing webhooks that Lambda should count": {
    file: "stacks/observability.ts",
    from: '    namespace: "AWS/ApiGateway",\n    calls: "Count",\n    failures: "5xx",',
    to: '    namespace: "AWS/Lambda",\n    calls: "Invocations",\n    failures: "Errors",',
    breaks: "answers that are errors are counted where they are given, not where they are made",
    says: /WebhookFailing does not read/,
  },
  "an alarm on the queue beside": {
    file: "stacks/observability.ts",
    from: '    queue.nodes.queue.name,\n    deadLetters.nodes.queue.name,\n    "See it',
    to: '    deadLetters.nodes.queue.name,\n    deadLetters.nodes.queue.name,\n    "See it',
    breaks:
      "each queue, ours or not, has an alarm for its oldest message, and each dead letter one for the first",
    says: /nobody watches PaymentQueueQueue/,
  },
  "an alarm on a queue that is not there": {
    file: "stacks/observability.ts",
    from: "revalidations.deadLetters,",
    to: '"securecart-revalidations-dead",',
    breaks:
      "an alarm reads what AWS counts, by the dimensions that AWS counts it by, of a thing that is there",
    says: /RevalidationsDeadLettersThere watches the QueueName securecart-revalidations-dead/,
  },
  "a daily job whose failure is a share": {
    file: "stacks/observability.ts",
    from: "const isFrequent = everySeconds <= 5 * minutes;",
    to: "const isFrequent = everySeconds > 0;",
    breaks: "a job that fails is heard, and a job that nobody calls",
    says: /ReconcileFailing wakes above/,
  },
  "a job that must come every quarter of an hour": {
    file: "stacks/observability.ts",
    from: "isFrequent ? 0.25 : everySeconds / 3600 + 2,",
    to: "0.25,",
    breaks: "a job that fails is heard, and a job that nobody calls",
    says: /ReconcileNotRun expects it too soon/,
  },
  "an alarm that takes silence for peace": {
    file: "stacks/alarms.ts",
    from: '    comparisonOperator: "LessThanThreshold",\n    treatMissingData: "breaching",',
    to: '    comparisonOperator: "LessThanThreshold",\n    treatMissingData: "notBreaching",',
    breaks: "an alarm looks to the side that hurts, and takes silence for bad where silence hurts",
    says: /SweepOrdersNotRun takes silence for/,
  },
  "an alarm when all is well": {
    file: "stacks/alarms.ts",
    from: '    threshold,\n    comparisonOperator: "GreaterThanThreshold",\n    evaluateLow',
    to: '    threshold,\n    comparisonOperator: "LessThanThreshold",\n    evaluateLow',
    breaks: "an alarm looks to the side that hurts, and takes silence for bad where silence hurts",
    says: /PagesSlow's side is "low"/,
  },
  "an alarm that waits for a fourth of three": {
    file: "stacks/alarms.ts",
    from: "evaluationPeriods: 3, datapointsToAlarm: 2",
    to: "evaluationPeriods: 3, datapointsToAlarm: 4",
    breaks: "AWS accepts the arithmetic of each alarm",
    says: /PagesFailing waits for what never comes/,
  },
  "a log line that nobody writes": {
    file: "stacks/observability.ts",
    from: "'{ $.message = \"books.finding\" }'",
    to: "'{ $.message = \"books.findings\" }'",
    breaks: "a figure that is read from a log stands in the log of the function that writes it",
    says: /BooksFindings waits for books\.findings/,
  },
  "the month's forecast tells nobody": {
    file: "stacks/budget.ts",
    from: 'warning("FORECASTED", 100)',
    to: 'warning("FORECASTED", 1000)',
    breaks: "the month's cost has an alarm of its own",
    says: /it warns is/,
  },
  "an operator by text message": {
    file: "stacks/alarms.ts",
    from: 'protocol: "email",',
    to: 'protocol: "sms",',
    breaks: "somebody hears the alarms of a stage that stays",
    says: /who hears is .sms/,
  },
  "a health check that follows no TLS": {
    file: "stacks/dns.ts",
    from: 'type: "HTTPS",',
    to: 'type: "HTTP",',
    breaks: "whether the shop is there is asked by TLS, of its table",
    says: /it asks by is "HTTP"/,
  },
  "a machine that logs nothing": {
    file: "stacks/workflow.ts",
    from: 'level: "ERROR"',
    to: 'level: "OFF"',
    breaks: "an execution is traced, and its log tells nothing of an order but its name",
    says: /Fulfillment writes is .OFF/,
  },
  "a machine that ends after five minutes": {
    file: "stacks/workflow.ts",
    from: "    name: machineName(name),\n    roleArn",
    to: '    name: machineName(name),\n    type: "EXPRESS",\n    roleArn',
    breaks: "an execution is traced, and its log tells nothing of an order but its name",
    says: /Fulfillment is is .EXPRESS/,
  },
  "a trail that answers other sites": {
    file: "stacks/audit.ts",
    from: "    cors: false,\n",
    to: "",
    breaks: "every bucket refuses plain text, and what other sites' scripts ask",
    says: /AuditTrailLogsBucket answers other sites/,
  },
  "a role with the keys to everything": {
    file: "stacks/workflow.ts",
    from: 'assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "states.amazonaws.com" }),',
    to: 'assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "states.amazonaws.com" }),\n    managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],',
    breaks: "a role has no policy of AWS's own but those that are known, and none beside its own",
    says: /FulfillmentRole has .*AdministratorAccess/,
  },
};
