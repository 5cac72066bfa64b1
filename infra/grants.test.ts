import { globSync } from "node:fs";
import * as topology from "@securecart/core/topology";
import { expect, test } from "vitest";
import { type Ability, type FunctionName, type Grant, grants, siteMay } from "../stacks/grants";
import { root } from "./paths";
import { handlerPart, type Reach, reachOf } from "./reach";

/** The ability that an AWS command of the code needs. */
const calls: Record<string, Ability> = {
  ScanCommand: "scan",
  // Only code that handles raw rows uses these; entities do not.
  UpdateCommand: "erase",
  DeleteCommand: "erase",
  PutEventsCommand: "events",
  SendMessageCommand: "payments",
  StartExecutionCommand: "startWorkflow",
  SendTaskSuccessCommand: "resumeWorkflow",
  DescribeExecutionCommand: "describeExecution",
  SendEmailCommand: "email",
  PublishCommand: "sms",
  GetObjectCommand: "readArtifacts",
  PutObjectCommand: "writeArtifacts",
};

/** Commands that the ability `rows` includes. */
const withRows = ["BatchGetCommand", "BatchGetItemCommand", "QueryCommand", "TransactWriteCommand"];

/** Links that the code chooses from a table of names by command. */
const chosenByCall = ["Images", "Artifacts"];

type Own = { links?: string[]; queue?: string; calls: Record<string, Ability | Ability[]> };

/** Buckets, queue and abilities of the functions that use others than built files and the queue of payments. */
const special: Partial<Record<FunctionName, Own>> = {
  MediaQueue: {
    links: ["Artifacts", "Images"],
    calls: {
      GetObjectCommand: "readUploads",
      DeleteObjectCommand: "readUploads",
      PutObjectCommand: "writeImages",
    },
  },
  SweepMedia: { links: ["Images"], calls: { DeleteObjectCommand: "removeImages" } },
  TransferQueue: {
    links: ["Artifacts", "Images"],
    queue: "TransferQueue",
    calls: { SendMessageCommand: "transfers", PutObjectCommand: ["writeArtifacts", "writeImages"] },
  },
  SweepTransfers: { queue: "TransferQueue", calls: { SendMessageCommand: "transfers" } },
};

function abilitiesOf({ commands }: Reach, own: Own["calls"] = {}): string[] {
  const known = commands.filter((command) => !withRows.includes(command));
  const all = known.flatMap((command) => own[command] ?? calls[command] ?? command);
  return [...new Set(all.includes("erase") ? all : ["rows", ...all])].sort();
}

function linksOf(
  { names, secrets, commands }: Reach,
  { links: buckets, queue = "PaymentQueue" }: Partial<Own> = {},
) {
  const does = (...some: string[]) => some.some((command) => commands.includes(command));
  return [
    ...names.filter((name) => !chosenByCall.includes(name)),
    ...secrets,
    ...(does("StartExecutionCommand", "DescribeExecutionCommand") ? ["Fulfillment"] : []),
    ...(does("SendMessageCommand") ? [queue] : []),
    ...(buckets ?? (does("GetObjectCommand", "PutObjectCommand") ? ["Artifacts"] : [])),
  ].sort();
}

const { queues, reporting, schedules, streamConsumers, routes, machines } = topology;
const handlers: [FunctionName, string][] = [
  ...[...queues, ...reporting.queues, ...reporting.tasks, ...schedules, ...streamConsumers].map(
    ({ name, consumer }): [FunctionName, string] => [name, consumer.handler],
  ),
  ...routes.map(({ path, consumer }): [FunctionName, string] => [path, consumer.handler]),
  ...machines.flatMap(({ functions }) =>
    Object.entries(functions).map(([step, { handler }]): [FunctionName, string] => [
      step as FunctionName,
      handler,
    ]),
  ),
];

test.each(handlers)(
  "%s has exactly the links, permissions and image library that its code needs",
  async (name, handler) => {
    const reach = await reachOf([handlerPart(handler)]);
    const { links, may, image }: Grant = grants[name];
    expect({ links: [...links].sort(), may: [...may].sort(), image: image === true }).toEqual({
      links: linksOf(reach, special[name]),
      may: abilitiesOf(reach, special[name]?.calls),
      image: reach.packages.includes("sharp"),
    });
  },
);

test("only functions of the topology have a grant", () => {
  expect(Object.keys(grants).sort()).toEqual(handlers.map(([name]) => name).sort());
});

test("the pages have exactly the permissions that they need", async () => {
  const files = globSync("app/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.includes(".test."));
  const reach = await reachOf([...files, "proxy.ts"].map((file) => ({ file, export: "*" })));
  const own: Record<string, string> = {
    // The admin shows, discards and resends failed messages of every queue.
    SendMessageCommand: "failedMessages",
    ReceiveMessageCommand: "failedMessages",
    DeleteMessageCommand: "failedMessages",
    ChangeMessageVisibilityCommand: "failedMessages",
    GetObjectCommand: "readImages",
    // Browsers put uploads with forms that the site signs; the site itself only looks whether they arrived.
    HeadObjectCommand: "readArtifacts",
    // Staff send a list of products in parts through the site.
    PutObjectCommand: "putImports",
  };
  const may = abilitiesOf({ ...reach, commands: reach.commands.filter((command) => !own[command]) });
  const more = reach.commands.flatMap((command) => own[command] ?? []);
  const search = reach.commands.includes("GetObjectCommand") ? ["readArtifacts"] : [];
  const forms = reach.names.includes("Uploads") ? ["putUploads"] : [];
  expect([...siteMay].sort()).toEqual([...new Set([...may, ...more, ...search, ...forms])].sort());
});

test("code behind a factory function is reached, and unused code is not", async () => {
  const [capture, allocate] = await Promise.all(
    ["capture", "allocate"].map((step) =>
      reachOf([{ file: "packages/functions/src/fulfillment/steps.ts", export: step }]),
    ),
  );
  expect(capture?.secrets).toContain("StripeSecretKey");
  expect(allocate?.secrets).toEqual([]);
});
