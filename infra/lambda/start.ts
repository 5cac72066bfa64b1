import { fork } from "node:child_process";
import { compiled } from "../compiled";

export type LambdaOptions = {
  /** The unpacked code. */
  folder: string;
  /** Handler in Lambda's notation: `bundle.handler` is the export `handler` of `bundle.mjs`. */
  handler: string;
  environment: Readonly<Record<string, string | undefined>>;
};

export type Lambda = {
  /** Address of its function URL. */
  url: string;
  streaming: boolean;
  invoke(event: unknown): Promise<unknown>;
  /** Returns its output so far. */
  log(): string;
  stop(): Promise<void>;
};

/** Starts a function in a separate process with only the given environment. */
export async function startLambda({ folder, handler, environment }: LambdaOptions): Promise<Lambda> {
  const child = fork(await compiled("infra/lambda/runtime.ts"), [folder, handler], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: ["--no-warnings"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      AWS_LAMBDA_FUNCTION_NAME: "local",
      LAMBDA_TASK_ROOT: folder,
      ...environment,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const { port, streaming } = await new Promise<{ port: number; streaming: boolean }>((resolve, reject) => {
    child.once("message", (ready) => resolve(ready as { port: number; streaming: boolean }));
    child.once("exit", (code) => reject(new Error(`The function ended with ${code}:\n${log}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    streaming,
    invoke: async (event) => {
      const request = fetch(`${url}/_invoke`, { method: "POST", body: JSON.stringify(event) });
      const response = await request.catch((error) => {
        throw new Error(`The function did not respond:\n${log}`, { cause: error });
      });
      return response.json();
    },
    log: () => log,
    stop: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}
