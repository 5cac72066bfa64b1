import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import { Resource } from "sst";

export * as Workflow from "./index";

const client = new SFNClient({});

export type MachineName = "Fulfillment";

/** Starts a machine under a name, once: an execution of that name that exists is as good. */
export async function start(machine: MachineName, name: string, input: unknown) {
  try {
    await client.send(
      new StartExecutionCommand({
        stateMachineArn: Resource[machine].arn,
        name,
        input: JSON.stringify(input),
      }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}

/** Where an execution stands, by its name: "RUNNING", "SUCCEEDED", "FAILED" …; null when there is none (any more). */
export async function status(machine: MachineName, name: string) {
  const executionArn = `${Resource[machine].arn.replace(":stateMachine:", ":execution:")}:${name}`;
  try {
    return (await client.send(new DescribeExecutionCommand({ executionArn }))).status ?? null;
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
    return null;
  }
}

/** Ends a machine's wait with an outcome. A wait that has ended already, or is out of time, is left alone. */
export async function resume(taskToken: string, outcome: unknown) {
  try {
    await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(outcome) }));
  } catch (error) {
    const over =
      error instanceof TaskDoesNotExist || error instanceof TaskTimedOut || error instanceof InvalidToken;
    if (!over) throw error;
  }
}
