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

/** Starts an execution under a name, unless it exists already. */
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

/** Returns the status of an execution ("RUNNING", "SUCCEEDED", "FAILED" …), or null when it does not exist. */
export async function status(machine: MachineName, name: string) {
  const executionArn = `${Resource[machine].arn.replace(":stateMachine:", ":execution:")}:${name}`;
  try {
    return (await client.send(new DescribeExecutionCommand({ executionArn }))).status ?? null;
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
    return null;
  }
}

/** Ends the wait of an execution with an outcome. Does nothing when the wait has ended or timed out. */
export async function resume(taskToken: string, outcome: unknown) {
  try {
    await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(outcome) }));
  } catch (error) {
    const over =
      error instanceof TaskDoesNotExist || error instanceof TaskTimedOut || error instanceof InvalidToken;
    if (!over) throw error;
  }
}
