import { spawn } from "node:child_process";

export type Command = {
  program: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  seconds: number;
};
export type Ending = { code: number; output: string };

/** Runs a command and returns its exit code and output. Kills it after `seconds`. */
export function run({ program, args, cwd, env, seconds }: Command): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    const timer = setTimeout(() => {
      output += `\nEnded after ${seconds} s.`;
      endGroup(child.pid);
    }, seconds * 1000);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs a command and returns its output; throws with the output when it fails. */
export async function succeed(command: Command): Promise<string> {
  const { code, output } = await run(command);
  if (code !== 0)
    throw new Error(`${command.program} ${command.args.join(" ")} ended with ${code}:\n${output}`);
  return output;
}

/** Signals a process group. */
export function endGroup(pid: number | undefined, signal: NodeJS.Signals = "SIGKILL"): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has already ended.
  }
}
