import { machineArn } from "../../environment";
import type { Operations } from "../server";
import { statesApi } from "./api";
import { openEngine } from "./engine";
import { executionPage, executionsPage } from "./executions-page";
import { statuses } from "./frame";
import { functionsAt } from "./functions";
import type { Machine } from "./machines";
import { openStore } from "./store";

const listLimit = 200;
const stepLimit = 2_000;

/** Step Functions: operations, pages, and executions that run until `stop`. */
export type States = {
  operations: Operations;
  page(path: string): string | undefined;
  /** Returns the newest executions, of one status or of all. */
  list(status: string | null): object[];
  /** Resumes the executions that were running when the process last ended. */
  resume(): void;
  stop(): void;
};

/** Opens Step Functions. `file` stores the executions; functions are called at the worker's address. */
export function openStates(file: string, machines: readonly Machine[], worker: string): States {
  const store = openStore(file);
  const engine = openEngine(store, functionsAt(worker));

  return {
    operations: statesApi(machines, store, engine),
    page(path) {
      if (path === "/executions") return executionsPage(store.executions({ limit: listLimit }));
      const [, machine, name] = /^\/executions\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
      if (!machine || !name) return undefined;
      const arn = machineArn(machine).replace(":stateMachine:", ":execution:");
      const execution = store.execution(`${arn}:${decodeURIComponent(name)}`);
      if (!execution) return undefined;
      return executionPage(execution, store.history(execution.arn, { reverse: false, limit: stepLimit }));
    },
    list(status) {
      const wanted = statuses.find((known) => known === status);
      return store.executions({ status: wanted, limit: listLimit }).map(({ n, definition, ...rest }) => ({
        ...rest,
        started: new Date(rest.started).toISOString(),
        stopped: rest.stopped === undefined ? null : new Date(rest.stopped).toISOString(),
      }));
    },
    resume: () => engine.resume(),
    stop: () => engine.stop(),
  };
}
