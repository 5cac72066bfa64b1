import { reporting, schedules, streamConsumers } from "@securecart/core/topology";
import { table } from "./data";
import { type FunctionName, type Grant, grants } from "./grants";
import { linked } from "./links";
import { leftBehindBy, queueOf } from "./messaging";
import { placement } from "./network";
import { permissionsFor } from "./permissions";
import { trustsAmazon } from "./reporting";
import { stage } from "./stage";
import { queues } from "./topology";

type Consumer = { handler: string; timeoutSeconds: number };

/** A function with what its grant gives it, and no more. `reads` is the queue or stream that it is fed from. */
export function createFunction(
  logicalName: string,
  granted: FunctionName,
  { handler, timeoutSeconds }: Consumer,
  reads: sst.aws.FunctionPermissionArgs[] = [],
) {
  const { links, may, memory, storage }: Grant = grants[granted];
  return new sst.aws.Function(logicalName, {
    handler,
    timeout: `${timeoutSeconds} seconds`,
    memory,
    ...(storage && { storage }),
    link: linked(links),
    ...(links.includes("Reporting") && stage.on.reporting && { environment: trustsAmazon }),
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
    // A flood of messages leaves room for shoppers among the account's functions.
    scalingConfig: { maximumConcurrency: 20 },
  });
  return { name: queue.name, work };
});

export const relays = streamConsumers.map(({ name, batchSize, consumer }) => {
  const stream = table.nodes.table.streamArn;
  const deadLetters = leftBehindBy(name);
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
    // One row that cannot be relayed is found by halves, and left behind after an hour: its neighbors wait that long.
    bisectBatchOnFunctionError: true,
    maximumRecordAgeInSeconds: 3600,
    destinationConfig: { onFailure: { destinationArn: deadLetters.arn } },
    filterCriteria: {
      // The relay looks at events and stock alone; for other rows nobody is woken.
      filters: [
        { pattern: JSON.stringify({ dynamodb: { NewImage: { __edb_e__: { S: ["event", "stock"] } } } }) },
      ],
    },
  });
  return { name, work, deadLetters };
});

export const jobs = schedules.map(({ name, everySeconds, consumer }) => {
  const work = createFunction(`${name}Job`, name, consumer);
  // What runs each minute is not called again for a minute that was missed; what runs once a day is.
  const retries = everySeconds <= 300 ? 0 : 5;
  new sst.aws.CronV2(name, { schedule: rate(everySeconds), function: work.arn, retries });
  return { name, everySeconds, work };
});

/** What a person calls, where the reports have a database. */
export const tasks = (stage.on.reporting ? reporting.tasks : []).map(({ name, consumer }) => ({
  name,
  work: createFunction(name, name, consumer),
}));

/** EventBridge wants "1 minute" and "2 minutes". */
function rate(seconds: number) {
  const [count, unit] = seconds % 86_400 === 0 ? [seconds / 86_400, "day"] : [seconds / 60, "minute"];
  if (!Number.isInteger(count)) throw new Error(`A schedule runs on the minute, not every ${seconds} s.`);
  return `rate(${count} ${unit}${count === 1 ? "" : "s"})` as const;
}
