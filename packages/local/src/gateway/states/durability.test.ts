import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  paginateGetExecutionHistory,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { machineArn } from "../../environment";
import { notes, until } from "../../fixtures/support";
import { type Cloud, startCloud } from "../../testing";
import { validatorsProblem } from "./testing";

const dataDir = mkdtempSync(join(tmpdir(), "securecart-states-"));
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

let cloud: Cloud;
let sfn: SFNClient;

const start = async (machine: string, name: string) => {
  const { executionArn = "" } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: machineArn(machine), name }),
  );
  return executionArn;
};
const describeIt = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }));
const history = async (executionArn: string) => {
  const events: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client: sfn }, { executionArn }))
    events.push(...(page.events ?? []));
  return events;
};
const entered = (arn: string, name: string) =>
  until(`the state ${name}`, async () => {
    const { events = [] } = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn: arn, maxResults: 1000 }),
    );
    return events.some(({ stateEnteredEventDetails: state }) => state?.name === name);
  });
const calls = (execution: string, step: string) =>
  notes(dataDir, "steps").filter((note) => note.execution === execution && note.step === step);
const called = (execution: string, step: string, times: number) =>
  until(`call ${times} of ${step}`, () => calls(execution, step).length >= times);
const release = (step: string) => writeFileSync(join(dataDir, `${step}.release`), "");
const restart = async (name: string) => {
  await cloud.kill(name);
  await cloud.ready(name);
};
const advance = (advanceSeconds: number) =>
  fetch(`${cloud.urls.control}/clock`, { method: "POST", body: JSON.stringify({ advanceSeconds }) });

beforeAll(async () => {
  cloud = await startCloud({ dataDir, topology: fixture("state-machines.ts"), stripe: false });
  sfn = new SFNClient({
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    endpoint: cloud.env.AWS_ENDPOINT_URL_SFN ?? "",
  });
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(["journey.asl.json", "many.asl.json"])("%s passes the public validator", (name) => {
  const text = readFileSync(fixture(name), "utf8");
  const arn = "arn:aws:lambda:us-east-1:000000000000:function:F";
  expect(validatorsProblem(JSON.parse(text.replaceAll(/\$\{\w+\}/g, arn)))).toBeUndefined();
});

test("a killed gateway resumes executions in every waiting phase", async () => {
  const arn = await start("Journey", "j");

  await called("j", "held", 1);
  await restart("gateway");
  await called("j", "held", 2);
  release("held");

  await entered(arn, "Rest");
  await restart("gateway");
  expect((await describeIt(arn)).status).toBe("RUNNING");
  await advance(3600);

  await called("j", "right", 1);
  await until("the left branch", async () =>
    (await history(arn)).some(({ stateExitedEventDetails: state }) => state?.name === "Left"),
  );
  await restart("gateway");
  await called("j", "right", 2);
  await restart("worker");
  await called("j", "right", 3);
  release("right");

  await called("j", "item-held", 1);
  await until("the other items", async () => {
    const items = (await history(arn)).filter(({ stateExitedEventDetails: state }) => state?.name === "Item");
    return items.length === 3;
  });
  await restart("gateway");
  await called("j", "item-held", 2);
  release("item-held");

  await until("the token", async () => (await history(arn)).some(({ type }) => type === "TaskSubmitted"));
  await restart("gateway");
  const [asked] = calls("j", "ask");
  const taskToken = String(asked?.token);
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));

  const ended = await until("the end", async () => {
    const described = await describeIt(arn);
    return described.status !== "RUNNING" && described;
  });
  expect(ended).toMatchObject({ status: "SUCCEEDED" });
  expect(JSON.parse(ended.output ?? "")).toEqual({
    each: ["item 1", "item-held", "item 3", "item 4"],
    answer: "yes",
  });
  const once = ["first", "left", "item 1", "item 3", "item 4", "ask"];
  expect(once.map((step) => [step, calls("j", step).length])).toEqual(once.map((step) => [step, 1]));
});

test("many executions finish with each step recorded once while gateway and worker are killed", async () => {
  const names = Array.from({ length: 8 }, (_, n) => `m${n}`);
  const arns = await Promise.all(names.map((name) => start("Many", name)));
  const steps = () =>
    notes(dataDir, "steps").filter(({ execution }) => String(execution).startsWith("m")).length;
  const kills = ["gateway", "worker", "gateway"];
  for (const [index, victim] of kills.entries()) {
    await until("some more steps", () => steps() >= 10 + index * 25);
    await restart(victim);
  }
  const each = Array.from({ length: 6 }, (_, n) => `item ${n + 1}`);
  const all = ["one", "two", "left", "right", ...each];
  for (const [index, arn] of arns.entries()) {
    await until(`the end of ${arn}`, async () => (await describeIt(arn)).status === "SUCCEEDED");
    const succeeded = (await history(arn)).filter(({ type }) => type === "TaskSucceeded");
    expect(succeeded).toHaveLength(all.length);
    for (const step of all) {
      const { length } = calls(names[index] ?? "", step);
      expect(length).toBeGreaterThanOrEqual(1);
      expect(length).toBeLessThanOrEqual(1 + kills.length);
    }
  }
});
