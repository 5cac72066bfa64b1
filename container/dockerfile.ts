import { readFileSync } from "node:fs";

export type Instruction = { name: string; text: string; flags: Record<string, string>; words: string[] };
export type Stage = { name: string; base: string; instructions: Instruction[] };

/** Reads the stages of a Dockerfile. Understands neither heredocs nor variables in COPY. */
export function readDockerfile(path: string): Stage[] {
  const lines = readFileSync(path, "utf8")
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const stages: Stage[] = [];
  for (const line of lines) {
    const instruction = read(line);
    const [base = "", , name = ""] = instruction.words;
    if (instruction.name === "FROM") stages.push({ name, base, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

function read(line: string): Instruction {
  const [name = "", ...rest] = line.split(/\s+/);
  const flags = Object.fromEntries(
    rest
      .filter((word) => word.startsWith("--"))
      .map((word) => [word.slice(2, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
  );
  const text = line.slice(name.length).trim();
  const words = text.startsWith("[") ? JSON.parse(text) : rest.filter((word) => !word.startsWith("--"));
  return { name: name.toUpperCase(), text, flags, words };
}

/** Lists the instructions of one kind. */
export const all = ({ instructions }: Stage, name: string) =>
  instructions.filter((instruction) => instruction.name === name);
