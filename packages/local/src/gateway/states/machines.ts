import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MachineDefinition } from "@securecart/core/topology";
import { functionArn, machineArn } from "../../environment";
import { messageOf, Refusal } from "../../refusal";
import { parseDefinition } from "./definition";

/** A state machine that can be started: its ARN and its definition with the local functions in it. */
export type Machine = { name: string; arn: string; text: string };

/** Reads the machines of a topology from their files below `root`. Refuses a definition that cannot run here. */
export function loadMachines(root: string, machines: readonly MachineDefinition[]): Machine[] {
  return machines.map((machine) => {
    const text = withFunctions(machine, read(root, machine));
    parseDefinition(machine.name, text);
    return { name: machine.name, arn: machineArn(machine.name), text };
  });
}

function read(root: string, { name, definition }: MachineDefinition): string {
  try {
    return readFileSync(join(root, definition), "utf8");
  } catch (error) {
    throw new Refusal(`The definition of the state machine ${name} cannot be read: ${messageOf(error)}`);
  }
}

/** Puts the functions' ARNs in the place of their names, as the stacks do. */
function withFunctions({ name, functions }: MachineDefinition, text: string): string {
  const used = new Set<string>();
  const filled = text.replaceAll(/\$\{(\w+)\}/g, (_, placeholder: string) => {
    used.add(placeholder);
    if (!Object.hasOwn(functions, placeholder))
      throw new Refusal(`The state machine ${name} calls ${placeholder}, and it is given no such function.`);
    return functionArn(name, placeholder);
  });
  const idle = Object.keys(functions).filter((known) => !used.has(known));
  if (idle.length > 0) throw new Refusal(`The state machine ${name} never calls ${idle.join(", ")}.`);
  return filled;
}
