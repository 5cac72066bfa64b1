import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Answer, Call, Verbs } from "./backend";
import type { Chance } from "./chance";
import { delay } from "./wait";

/** Refusal by the shop. `again` means that a repetition may succeed. */
export class Refused extends Error {
  readonly code: string;
  readonly again: boolean;

  constructor(code: string, message: string, again: boolean) {
    super(message);
    this.code = code;
    this.again = again;
  }
}

export type Backends = ReturnType<typeof openBackends>;

type Waiting = { resolve: (value: unknown) => void; reject: (error: Refused) => void };

const file = fileURLToPath(new URL("backend.ts", import.meta.url));

/** Starts processes that serve calls of the domain. A killed one is started again. */
export function openBackends(count: number, env: NodeJS.ProcessEnv, chance: Chance) {
  const backends = Array.from({ length: count }, () => openBackend(env));
  return {
    /** Sends a call to a random process. */
    ask: <Verb extends keyof Verbs>(verb: Verb, input: Parameters<Verbs[Verb]>[0]) =>
      backends[chance.whole(0, count - 1)]?.ask(verb, input) as ReturnType<Verbs[Verb]>,
    /** Kills a process that has served a call. Returns false when there is none. */
    kill: () => chance.shuffled(backends).some((backend) => backend.kill()),
    close: () => backends.map((backend) => backend.close()),
  };
}

function openBackend(env: NodeJS.ProcessEnv) {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let wanted = true;
  let served = false;
  let child: ChildProcess | undefined;

  function start() {
    served = false;
    const started = fork(file, {
      env,
      execArgv: ["--no-warnings", "--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child = started;
    started.on("message", (answer: Answer) => {
      served = true;
      const asker = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) asker?.resolve(answer.value);
      else asker?.reject(new Refused(answer.code, answer.message, isPassing(answer)));
    });
    started.on("error", () => undefined); // the exit event follows
    started.on("exit", () => {
      for (const { reject } of waiting.values()) reject(new Refused("gone", "The process died.", true));
      waiting.clear();
      if (wanted) start();
    });
  }

  start();
  return {
    async ask(verb: keyof Verbs, input: unknown): Promise<unknown> {
      while (!child?.connected) await delay(20);
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child?.send({ id, verb, input } satisfies Call, (error) => {
          if (!error) return;
          waiting.delete(id);
          reject(new Refused("gone", error.message, true));
        });
      });
    },
    kill: () => served && Boolean(child?.kill("SIGKILL")),
    close: () => {
      wanted = false;
      child?.kill("SIGKILL");
    },
  };
}

/** Recognizes a refusal that a person would try again after: a failure of the shop, or a temporary condition. */
const isPassing = ({ kind, code }: { kind: string; code: string }) =>
  kind === "trouble" || kind === "unavailable" || passing.includes(code);

const passing = [
  "cart.busy",
  "order.busy",
  "order.cart_changed",
  // Another shopper used the coupon for the last time: the cart is ordered without it.
  "promotion.exhausted",
  "refund.busy",
  "return.busy",
];
