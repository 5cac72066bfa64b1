import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { readJson, writeJson } from "../json-file";
import { bornAt, isAlive, signalGroup } from "./identity";

const Entry = z.object({ name: z.string(), pid: z.number().int().positive(), born: z.string() });

/** Running children of a data folder, stored on disk so that the next runner can end what a killed runner left. */
export type Roster = { add(name: string, pid: number): void; remove(pid: number): void };

export function roster(file: string): Roster {
  const entries = new Map<number, z.infer<typeof Entry>>();
  const save = () => writeJson(file, [...entries.values()]);
  return {
    add(name, pid) {
      entries.set(pid, { name, pid, born: bornAt(pid) ?? "" });
      save();
    },
    remove(pid) {
      if (entries.delete(pid)) save();
    },
  };
}

/** Ends the children that a killed runner left behind. Returns their names. */
export async function reap(file: string): Promise<string[]> {
  const known = readJson(file, z.array(Entry)) ?? [];
  const left = known.filter(({ pid, born }) => born !== "" && isAlive(pid) && bornAt(pid) === born);
  for (const { pid } of left) signalGroup(pid, "SIGKILL");
  for (const { pid } of left) while (isAlive(pid)) await delay(10);
  return left.map(({ name }) => name);
}
