import { globSync } from "node:fs";
import * as topology from "@securecart/core/topology";
import { expect, test } from "vitest";
import { type Ability, type FunctionName, type Grant, grants, siteMay } from "../stacks/grants";
import { root } from "./paths";
import { handlerPart, type Reach, reachOf } from "./reach";

/** What a call of AWS, as the code makes it, needs to be allowed. */
const calls: Record<string, Ability> = {
  ScanCommand: "scan",
  // Rows as they are stored, of whichever kind: entities have no need of these.
  UpdateCommand: "erase",
  DeleteCommand: "erase",
  PutEventsCommand: "events",
  SendMessageCommand: "payments",
  StartExecutionCommand: "begin",
  SendTaskSuccessCommand: "resume",
  DescribeExecutionCommand: "look",
  SendEmailCommand: "letters",
  PublishCommand: "texts",
  GetObjectCommand: "readArtifacts",
  PutObjectCommand: "writeArtifacts",
};

/** Calls that come with reading and writing rows. */
const withRows = ["BatchGetCommand", "BatchGetItemCommand"];

/** Names that stand in a table of names, one of which is asked for by the call beside it. */
const chosenByCall = ["Images", "Artifacts"];

function abilitiesOf({ commands }: Reach): string[] {
  const known = commands.filter((command) => !withRows.includes(command));
  const all = known.map((command) => calls[command] ?? command);
  return [...new Set(all.includes("erase") ? all : ["rows", ...all])].sort();
}

function linksOf({ names, secrets, commands }: Reach): string[] {
  const does = (...some: string[]) => some.some((command) => commands.includes(command));
  return [
    ...names.filter((name) => !chosenByCall.includes(name)),
    ...secrets,
    ...(does("StartExecutionCommand", "DescribeExecutionCommand") ? ["Fulfillment"] : []),
    ...(does("SendMessageCommand") ? ["PaymentQueue"] : []),
    ...(does("GetObjectCommand", "PutObjectCommand") ? ["Artifacts"] : []),
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
  "%s is linked to what its code asks for and may do what it does, no more",
  async (name, handler) => {
    const reach = await reachOf([handlerPart(handler)]);
    const { links, may }: Grant = grants[name];
    expect({ links: [...links].sort(), may: [...may].sort() }).toEqual({
      links: linksOf(reach),
      may: abilitiesOf(reach),
    });
  },
);

test("nobody has a grant who is not in the topology", () => {
  expect(Object.keys(grants).sort()).toEqual(handlers.map(([name]) => name).sort());
});

test("the pages may do what they do, no more", async () => {
  const files = globSync("app/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.includes(".test."));
  const reach = await reachOf([...files, "proxy.ts"].map((file) => ({ file, export: "*" })));
  const own: Record<string, string> = {
    // Dead letters are looked at, thrown away and sent again, into whichever queue they came from.
    SendMessageCommand: "deadLetters",
    ReceiveMessageCommand: "deadLetters",
    DeleteMessageCommand: "deadLetters",
    ChangeMessageVisibilityCommand: "deadLetters",
    GetObjectCommand: "readImages",
  };
  const may = abilitiesOf({ ...reach, commands: reach.commands.filter((command) => !own[command]) });
  const more = reach.commands.flatMap((command) => own[command] ?? []);
  const search = reach.commands.includes("GetObjectCommand") ? ["readArtifacts"] : [];
  expect([...siteMay].sort()).toEqual([...new Set([...may, ...more, ...search])].sort());
});

test("what is reached is seen also through a maker, and what is not reached is not", async () => {
  const [capture, allocate] = await Promise.all(
    ["capture", "allocate"].map((step) =>
      reachOf([{ file: "packages/functions/src/fulfillment/steps.ts", export: step }]),
    ),
  );
  expect(capture?.secrets).toContain("StripeSecretKey");
  expect(allocate?.secrets).toEqual([]);
});
