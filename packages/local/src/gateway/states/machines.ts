import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MachineDefinition } from "@securecart/core/topology";
import { functionArn, machineArn } from "../../environment";
import { messageOf, Refusal } from "../../refusal";
import { parseDefinition } from "./definition";

/** A state machine that can be started: its ARN, and its definition with the ARNs of the local functions. */
export type Machine = { name: string; arn: string; text: string };

/** Loads the machines of a topology from their files below `root`. Throws a refusal for a definition that cannot run here. */
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
    throw new Refusal(`Cannot read the definition of the state machine ${name}: ${messageOf(error)}`);
  }
}

/** Replaces the functions' names with their ARNs, as the stacks do. */
function withFunctions({ name, functions }: MachineDefinition, text: string): string {
  const used = new Set<string>();
  const filled = text.replaceAll(/\$\{(\w+)\}/g, (_, placeholder: string) => {
    used.add(placeholder);
    if (!Object.hasOwn(functions, placeholder))
      throw new Refusal(`The state machine ${name} calls ${placeholder}, but has no such function.`);
    return functionArn(name, placeholder);
  });
  const unused = Object.keys(functions).filter((known) => !used.has(known));
  if (unused.length > 0) throw new Refusal(`The state machine ${name} never calls ${unused.join(", ")}.`);
  return filled;
}
