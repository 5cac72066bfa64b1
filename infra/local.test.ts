import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  type KeySchemaElement,
} from "@aws-sdk/client-dynamodb";
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { reporting as reports } from "@securecart/core/topology";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../packages/local/src/testing";
import { loadTopology, type Topology } from "../packages/local/src/topology";
import { parse, type Stack, types } from "./checks/stack";
import { everySwitch, openStage, openSwitched, stageNames } from "./stages";

type Table = {
  hashKey: string;
  rangeKey: string;
  attributes: { name: string; type: string }[];
  globalSecondaryIndexes: { name: string; hashKey: string; rangeKey: string; projectionType: string }[];
  streamViewType: string;
  ttl: { attributeName: string; enabled: boolean };
};
type Queue = {
  name: string;
  visibilityTimeoutSeconds: number;
  redrivePolicy?: string;
  messageRetentionSeconds?: number;
};

/** Shortens "securecart-production-PaymentQueueQueue-waevafvr" to "PaymentQueue". */
const queueName = (physical: string) => /-(\w+)Queue-\w+$/.exec(physical)?.[1] ?? physical;
const byName = <Item extends { name: string }>(items: Item[]) =>
  items.sort((a, b) => (a.name < b.name ? -1 : 1));

describe("the local cloud creates what the stacks create", () => {
  let cloud: Cloud;
  let stack: Stack;
  beforeAll(async () => {
    [cloud, stack] = await Promise.all([
      startCloud({ worker: false, stripe: false }),
      openStage("production"),
    ]);
  });
  afterAll(() => cloud?.stop());

  const access = () => ({
    region: cloud.env.AWS_REGION ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

  test("the table: its keys, indexes, stream and time to live", async () => {
    const client = new DynamoDBClient({ ...access(), endpoint: cloud.env.AWS_ENDPOINT_URL_DYNAMODB ?? "" });
    const TableName = "securecart-local";
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    client.destroy();
    const keys = (schema: KeySchemaElement[] = []) =>
      Object.fromEntries(schema.map(({ KeyType = "", AttributeName }) => [KeyType, AttributeName]));
    const { inputs } = stack.one<Table>(types.table, "TableTable");
    expect(keys(Table?.KeySchema)).toEqual({ HASH: inputs.hashKey, RANGE: inputs.rangeKey });
    expect(
      byName(
        (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName = "", KeySchema, Projection }) => ({
          name: IndexName,
          ...keys(KeySchema),
          projection: Projection?.ProjectionType,
        })),
      ),
    ).toEqual(
      byName(
        inputs.globalSecondaryIndexes.map(({ name, hashKey, rangeKey, projectionType }) => ({
          name,
          HASH: hashKey,
          RANGE: rangeKey,
          projection: projectionType,
        })),
      ),
    );
    expect(
      byName(
        (Table?.AttributeDefinitions ?? []).map(({ AttributeName = "", AttributeType }) => ({
          name: AttributeName,
          type: AttributeType,
        })),
      ),
    ).toEqual(byName([...inputs.attributes]));
    expect(Table?.StreamSpecification?.StreamViewType).toBe(inputs.streamViewType);
    expect(TimeToLiveDescription?.AttributeName).toBe(inputs.ttl.attributeName);
    expect(inputs.ttl.enabled).toBe(true);
  });

  test("the queues: visibility timeout, deliveries, dead-letter queue, retention", async () => {
    const endpoint = cloud.env.AWS_ENDPOINT_URL_SQS ?? "";
    const client = new SQSClient({ ...access(), endpoint, useQueueUrlAsEndpoint: false });
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    const local = await Promise.all(
      QueueUrls.map(async (QueueUrl) => {
        const { Attributes = {} } = await client.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
        );
        return {
          name: QueueUrl.split("/").at(-1) ?? "",
          visibilityTimeout: Attributes.RedrivePolicy ? Number(Attributes.VisibilityTimeout) : null,
          ...redrive(Attributes.RedrivePolicy),
          retention: Attributes.RedrivePolicy ? null : Number(Attributes.MessageRetentionPeriod),
        };
      }),
    );
    client.destroy();
    const deployed = stack
      .of<Queue>(types.queue)
      // SST's own queues and the stream's failure queue exist only on AWS.
      .filter(({ name }) => !/^(Storefront|TableRelay)/.test(name))
      .map(({ inputs }) => ({
        name: queueName(inputs.name),
        visibilityTimeout: inputs.redrivePolicy ? inputs.visibilityTimeoutSeconds : null,
        ...redrive(inputs.redrivePolicy),
        retention: inputs.redrivePolicy ? null : inputs.messageRetentionSeconds,
      }));
    expect(deployed.length).toBeGreaterThan(9);
    expect(byName(local)).toEqual(byName(deployed));
  });

  test("the links of the code and their properties, in every stage", async () => {
    const shapes = (linked: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(linked)
          .filter(([name]) => name !== "App")
          .map(([name, value]) => [
            name,
            Object.keys(value as object)
              .filter((key) => key !== "type")
              .sort(),
          ])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );
    const prefix = "SST_RESOURCE_";
    const local = Object.entries(cloud.env)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), JSON.parse(value)]);
    expect(stageNames).not.toHaveLength(0);
    for (const name of stageNames) {
      const { synthesis } = await openStage(name);
      const pages = synthesis.builds.find(({ functionID }) => functionID.startsWith("StorefrontServer"));
      expect(shapes((pages?.links ?? {}) as Record<string, unknown>), name).toEqual(
        shapes(Object.fromEntries(local)),
      );
    }
  });

  function redrive(policy: string | undefined) {
    if (!policy) return { deliveries: null, target: null };
    const { deadLetterTargetArn = "", maxReceiveCount } = parse<{
      deadLetterTargetArn?: string;
      maxReceiveCount: number | string;
    }>(policy);
    return {
      deliveries: Number(maxReceiveCount),
      target: queueName(deadLetterTargetArn.split(":").at(-1) ?? ""),
    };
  }
});

const variants = [
  { name: "as configured", reporting: false, open: () => openStage("production") },
  { name: "with reports", reporting: true, open: () => openSwitched("production", everySwitch) },
];

describe.each(variants)("the local cloud routes what the stacks route, $name", ({ reporting, open }) => {
  let local: Topology;
  let stack: Stack;
  beforeAll(async () => {
    [local, stack] = await Promise.all([loadTopology(undefined, { reporting }), open()]);
  });

  test("the rules: events and their queues", () => {
    const targets = stack.of<{ arn: string; rule: string }>(types.target);
    const deployed = stack
      .of<{ name: string; eventPattern: string }>(types.rule)
      .filter(({ name }) => !name.startsWith("Storefront"))
      .map(({ name, inputs }) => ({
        name,
        pattern: JSON.parse(inputs.eventPattern) as object,
        queue: targets
          .filter((target) => target.inputs.rule === inputs.name || target.name === `${name}Target`)
          .map((target) => queueName(target.inputs.arn.split(":").at(-1) ?? ""))
          .join(),
      }));
    expect(byName(deployed)).toEqual(
      byName(local.rules.map(({ name, pattern, queue }) => ({ name, pattern, queue }))),
    );
  });

  test("the schedules: jobs and their intervals", () => {
    const deployed = stack
      .of<{ scheduleExpression: string; target: { arn: string } }>(types.schedule)
      .map(({ inputs }) => ({
        name: /-(\w+)JobFunction-/.exec(inputs.target.arn)?.[1] ?? inputs.target.arn,
        everySeconds: secondsOf(inputs.scheduleExpression),
      }));
    expect(byName(deployed)).toEqual(
      byName(local.schedules.map(({ name, everySeconds }) => ({ name, everySeconds }))),
    );
  });

  test("the consumers: queues and batch sizes", () => {
    const deployed = stack
      .of<{ functionName: string; batchSize: number; eventSourceArn: string }>(types.feed)
      .filter(({ name }) => !name.startsWith("Storefront"))
      .map(({ name, inputs }) => ({ name: name.replace(/Feed$/, ""), batchSize: inputs.batchSize }));
    const wanted = [...local.queues, ...local.streamConsumers];
    expect(byName(deployed)).toEqual(byName(wanted.map(({ name, batchSize }) => ({ name, batchSize }))));
  });

  test("the handlers: every function runs the code of the local cloud", () => {
    const built = stack.synthesis.builds.map(({ handler }) => handler);
    const wanted = [
      ...[...local.queues, ...local.schedules, ...local.streamConsumers, ...local.routes].map(
        ({ consumer }) => consumer.handler,
      ),
      ...(reporting ? reports.tasks.map(({ consumer }) => consumer.handler) : []),
      ...local.machines.flatMap(({ functions }) => Object.values(functions).map(({ handler }) => handler)),
    ];
    const ours = built.filter((handler) => handler.startsWith("packages/functions/"));
    expect(ours.sort()).toEqual(wanted.sort());
  });

  test("the routes: methods and paths", () => {
    const deployed = stack.of<{ routeKey: string }>(types.route).map(({ inputs }) => inputs.routeKey);
    expect(deployed.sort()).toEqual(local.routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test("the state machines: the same definition, apart from ARNs", async () => {
    const { readFile } = await import("node:fs/promises");
    expect(local.machines).not.toHaveLength(0);
    for (const { name, definition, functions } of local.machines) {
      const { inputs } = stack.one<{ definition: string }>(types.machine, name);
      const steps = Object.keys(functions).join("|");
      const named = inputs.definition.replaceAll(
        new RegExp(`arn:aws:lambda:[^"]*:function:[\\w-]*-${name}(${steps})Function-\\w+`, "g"),
        (_arn, step: string) => `\${${step}}`,
      );
      expect(JSON.parse(named)).toEqual(JSON.parse(await readFile(definition, "utf8")));
    }
  });
});

function secondsOf(expression: string) {
  const [, count, unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return Number(count) * ({ minute: 60, hour: 3600, day: 86_400 }[unit] ?? Number.NaN);
}
