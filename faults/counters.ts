import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Chance } from "./chance";
import type { Answer, Call, Verbs } from "./counter";
import { delay } from "./wait";

/** What the shop said no to. `again`: the same may go well in a moment. */
export class No extends Error {
  readonly code: string;
  readonly again: boolean;

  constructor(code: string, message: string, again: boolean) {
    super(message);
    this.code = code;
    this.again = again;
  }
}

export type Counters = ReturnType<typeof openCounters>;

type Waiting = { resolve: (value: unknown) => void; reject: (error: No) => void };

const file = fileURLToPath(new URL("counter.ts", import.meta.url));

/** Some processes that serve shoppers; a killed one is started again. */
export function openCounters(count: number, env: NodeJS.ProcessEnv, chance: Chance) {
  const counters = Array.from({ length: count }, () => openCounter(env));
  return {
    /** Any of them may serve any call. */
    ask: <Verb extends keyof Verbs>(verb: Verb, input: Parameters<Verbs[Verb]>[0]) =>
      counters[chance.whole(0, count - 1)]?.ask(verb, input) as ReturnType<Verbs[Verb]>,
    /** Ends one that is at work. False when none is up. */
    kill: () => chance.shuffled(counters).some((counter) => counter.kill()),
    close: () => counters.map((counter) => counter.close()),
  };
}

function openCounter(env: NodeJS.ProcessEnv) {
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
      else asker?.reject(new No(answer.code, answer.message, isPassing(answer)));
    });
    started.on("error", () => undefined); // its exit tells
    started.on("exit", () => {
      for (const { reject } of waiting.values()) reject(new No("gone", "The process died.", true));
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
          reject(new No("gone", error.message, true));
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

/** What a person tries once more: trouble that is not theirs, and what says so itself. */
const isPassing = ({ kind, code }: { kind: string; code: string }) =>
  kind === "trouble" || kind === "unavailable" || passing.includes(code);

const passing = [
  "cart.busy",
  "order.busy",
  "order.cart_changed",
  // Somebody else took the last use of a discount code: the same cart is ordered without it.
  "promotion.exhausted",
  "refund.busy",
  "return.busy",
];
