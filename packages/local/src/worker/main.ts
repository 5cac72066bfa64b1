import { setMaxListeners } from "node:events";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Consumer } from "@securecart/core/topology";
import { z } from "zod";
import { queueUrl } from "../environment";
import { serve } from "../http";
import { queueArn, resourceName } from "../provision";
import { Refusal } from "../refusal";
import { loadTopology, switchesOf, topologyVariable } from "../topology";
import { openCheckpoints } from "./checkpoints";
import { workerControl } from "./control-endpoint";
import { functionsApi } from "./functions-api";
import { type Handler, loadHandlers } from "./handlers";
import { httpApi } from "./http-source";
import { functionName, invoker } from "./invoke";
import { pollQueue } from "./queue-source";
import { runSchedule } from "./schedule-source";
import { readStream } from "./stream-source";
import { sweep, sweepRegularly } from "./ttl-sweep";

const settings = z
  .object({
    WORKER_PORT: z.coerce.number(),
    WORKER_DATA_FILE: z.string().min(1),
    WORKER_ROOT: z.string().min(1),
    AWS_ENDPOINT_URL_SQS: z.string().min(1),
    [topologyVariable]: z.string().optional(),
  })
  .parse(process.env);

/** Time for running handlers to finish at shutdown, in milliseconds. */
const graceMs = 4_000;

/** Starts all event sources of the shop's functions in this process. */
async function work(): Promise<void> {
  const topology = await loadTopology(settings[topologyVariable], switchesOf(process.env));
  const { queues, schedules, streamConsumers, routes, machines } = topology;
  const called = machines.flatMap(({ name, functions }) =>
    Object.entries(functions).map(([key, consumer]) => ({ name: `${name}-${key}`, consumer })),
  );
  const bound = [...queues, ...schedules, ...streamConsumers, ...routes].map(({ consumer }) => consumer);
  const consumers = [...bound, ...called.map(({ consumer }) => consumer)];
  const handlers = await loadHandlers(settings.WORKER_ROOT, consumers);
  const running = new Set<Promise<unknown>>();
  const invoke = (label: string, consumer: Consumer) =>
    invoker(label, consumer, handlerOf(handlers, consumer), running);

  const stop = new AbortController();
  const { signal } = stop;
  setMaxListeners(0, signal); // every source listens to it
  const endpoint = settings.AWS_ENDPOINT_URL_SQS;
  const table = resourceName(process.env, "Table");
  const database = new DynamoDBClient({});
  const streams = new DynamoDBStreamsClient({});
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false, maxAttempts: 5 });
  const checkpoints = openCheckpoints(settings.WORKER_DATA_FILE);
  const scheduled = schedules.map((schedule) => ({
    ...schedule,
    invoke: invoke(schedule.name, schedule.consumer),
  }));

  const control = workerControl(scheduled, () => sweep(database, table, signal));
  const api = httpApi(routes.map((route) => ({ ...route, invoke: invoke(route.path, route.consumer) })));
  const byName = functionsApi(
    [...bound.map((consumer) => ({ name: functionName(consumer.handler), consumer })), ...called].map(
      ({ name, consumer }) => [name, invoke(name, consumer)],
    ),
  );
  const server = await serve(settings.WORKER_PORT, async (request, response) => {
    if ((await control(request, response)) || (await byName(request, response))) return;
    await api(request, response);
  });

  const sources = [
    ...queues.map((queue) => {
      const url = queueUrl(endpoint, queue.name);
      const arn = queueArn(process.env, queue.name);
      const handle = invoke(queue.name, queue.consumer);
      return pollQueue({ client: sqs, endpoint, url, arn, queue, invoke: handle, held: new Set(), signal });
    }),
    ...streamConsumers.map((consumer) =>
      readStream({
        table,
        database,
        streams,
        consumer,
        invoke: invoke(consumer.name, consumer.consumer),
        checkpoints,
        signal,
      }),
    ),
    ...scheduled.map((schedule) => runSchedule(schedule, schedule.invoke, signal)),
    sweepRegularly(database, table, signal),
  ];

  process.once("SIGTERM", () => {
    server.close();
    server.closeIdleConnections();
    stop.abort();
    setTimeout(() => process.exit(0), graceMs).unref();
    Promise.allSettled([...sources, ...running]).then(() => process.exit(0));
  });
}

function handlerOf(handlers: ReadonlyMap<string, Handler>, { handler }: Consumer): Handler {
  const found = handlers.get(handler);
  if (!found) throw new Refusal(`The handler ${handler} was not loaded.`);
  return found;
}

// A rejection that one handler leaves unhandled is reported and must not end the process of the others.
process.on("unhandledRejection", (reason) => console.error("A handler left a rejection unhandled:", reason));

try {
  await work();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
