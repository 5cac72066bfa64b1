import { reporting, schedules, streamConsumers } from "@securecart/core/topology";
import { table } from "./data";
import { withImageLibrary } from "./defaults";
import { type FunctionName, type Grant, grants } from "./grants";
import { linked } from "./links";
import { createFailureQueue, queueOf } from "./messaging";
import { placement } from "./network";
import { permissionsFor } from "./permissions";
import { trustAmazonAuthorities } from "./reporting";
import { stage } from "./stage";
import { queues } from "./topology";

type Consumer = { handler: string; timeoutSeconds: number };

/** Creates a function with the links and permissions of its grant. `reads` are those for its queue or stream. */
export function createFunction(
  logicalName: string,
  granted: FunctionName,
  { handler, timeoutSeconds }: Consumer,
  reads: sst.aws.FunctionPermissionArgs[] = [],
) {
  const { links, may, memory, storage, image }: Grant = grants[granted];
  return new sst.aws.Function(logicalName, {
    handler,
    timeout: `${timeoutSeconds} seconds`,
    memory,
    ...(storage && { storage }),
    ...(image && withImageLibrary()),
    link: linked(links),
    ...(links.includes("Reporting") && stage.on.reporting && { environment: trustAmazonAuthorities }),
    permissions: [...permissionsFor(may), ...reads],
    ...(placement && { vpc: placement }),
  });
}

export const consumers = queues.map((queue) => {
  const { arn } = queueOf(queue.name);
  const work = createFunction(`${queue.name}Consumer`, queue.name, queue.consumer, [
    {
      actions: [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:ChangeMessageVisibility",
        "sqs:GetQueueAttributes",
      ],
      resources: [arn],
    },
  ]);
  new aws.lambda.EventSourceMapping(`${queue.name}Feed`, {
    eventSourceArn: arn,
    functionName: work.name,
    batchSize: queue.batchSize,
    functionResponseTypes: ["ReportBatchItemFailures"],
    // A flood of messages must leave concurrency for the pages.
    scalingConfig: { maximumConcurrency: 20 },
  });
  return { name: queue.name, work };
});

export const relays = streamConsumers.map(({ name, batchSize, consumer }) => {
  const stream = table.nodes.table.streamArn;
  const deadLetters = createFailureQueue(name);
  const work = createFunction(name, name, consumer, [
    {
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      resources: [stream],
    },
    { actions: ["sqs:SendMessage"], resources: [deadLetters.arn] },
  ]);
  new aws.lambda.EventSourceMapping(`${name}Feed`, {
    eventSourceArn: stream,
    functionName: work.name,
    batchSize,
    startingPosition: "TRIM_HORIZON",
    // Bisecting isolates a row that cannot be relayed. It is skipped after an hour, until then other rows wait.
    bisectBatchOnFunctionError: true,
    maximumRecordAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destinationArn: deadLetters.arn } },
    filterCriteria: {
      // The relay handles only events and stock.
      filters: [
        { pattern: JSON.stringify({ dynamodb: { NewImage: { __edb_e__: { S: ["event", "stock"] } } } }) },
      ],
    },
  });
  return { name, work, deadLetters };
});

export const jobs = schedules.map(({ name, everySeconds, consumer }) => {
  const work = createFunction(`${name}Job`, name, consumer);
  // A job that runs every few minutes needs no retry; a daily one does.
  const retries = everySeconds <= 300 ? 0 : 5;
  new sst.aws.CronV2(name, { schedule: rate(everySeconds), function: work.arn, retries });
  return { name, everySeconds, work };
});

/** Functions that an operator invokes, in stages with a reporting database. */
export const tasks = (stage.on.reporting ? reporting.tasks : []).map(({ name, consumer }) => ({
  name,
  work: createFunction(name, name, consumer),
}));

/** Returns a rate expression: EventBridge requires "1 minute" but "2 minutes". */
function rate(seconds: number) {
  const [count, unit] = seconds % 86_400 === 0 ? [seconds / 86_400, "day"] : [seconds / 60, "minute"];
  if (!Number.isInteger(count)) throw new Error(`A schedule runs on the minute, not every ${seconds} s.`);
  return `rate(${count} ${unit}${count === 1 ? "" : "s"})` as const;
}
