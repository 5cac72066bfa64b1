import type { Branch, State } from "./definition";
import { isExpression, syntaxError } from "./expression";

/** Returns the problems of a definition with a valid shape: unreachable states, unknown names, invalid expressions. */
export function problemsOf(machine: Branch): string[] {
  return [...duplicates(machine), ...branchProblems(machine, new Set()), ...expressionProblems("", machine)];
}

/** Returns all states of a branch, including those of nested branches. */
export function statesBelow({ States }: Branch): [string, State][] {
  return Object.entries(States).flatMap((entry) => [entry, ...branchesOf(entry[1]).flatMap(statesBelow)]);
}

function branchesOf(state: State): Branch[] {
  if (state.Type === "Parallel") return state.Branches;
  return state.Type === "Map" ? [state.ItemProcessor] : [];
}

function duplicates(machine: Branch): string[] {
  const names = statesBelow(machine).map(([name]) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `${name}: this name is used by two states`,
  );
}

/** Returns the problems of a branch. `outer` holds the variables of enclosing branches: readable here, not assignable. */
function branchProblems(branch: Branch, outer: ReadonlySet<string>): string[] {
  const { StartAt, States } = branch;
  const there = (name: string) => Object.hasOwn(States, name);
  const own = new Set(Object.values(States).flatMap(assignedBy));
  const visible = new Set([...outer, ...own]);
  const reached = reachable(branch);
  return [
    ...(there(StartAt) ? [] : [`StartAt: the state ${StartAt} does not exist`]),
    ...Object.entries(States).flatMap(([name, state]) => [
      ...targetsOf(state)
        .filter((target) => !there(target))
        .map((target) => `${name}: the state ${target} does not exist`),
      ...stateProblems(state).map((problem) => `${name}: ${problem}`),
      ...assignedBy(state).flatMap((variable) => variableProblems(name, variable, outer)),
      ...(reached.has(name) ? [] : [`${name}: unreachable state`]),
      ...branchesOf(state).flatMap((inner) => branchProblems(inner, visible)),
    ]),
  ];
}

function reachable({ StartAt, States }: Branch): Set<string> {
  const found = new Set<string>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = States[name];
    if (found.has(name) || !state) continue;
    found.add(name);
    open.push(...targetsOf(state));
  }
  return found;
}

function targetsOf(state: State): string[] {
  if (state.Type === "Succeed" || state.Type === "Fail") return [];
  if (state.Type === "Choice")
    return [...state.Choices.map(({ Next }) => Next), ...(state.Default ? [state.Default] : [])];
  const caught = "Catch" in state ? state.Catch.map(({ Next }) => Next) : [];
  return [...(state.Next ? [state.Next] : []), ...caught];
}

function assignedBy(state: State): string[] {
  const assigns = [
    "Assign" in state ? state.Assign : undefined,
    ...("Catch" in state ? state.Catch.map(({ Assign }) => Assign) : []),
    ...("Choices" in state ? state.Choices.map(({ Assign }) => Assign) : []),
  ];
  return [...new Set(assigns.flatMap((assign) => Object.keys(assign ?? {})))];
}

function variableProblems(state: string, variable: string, outer: ReadonlySet<string>): string[] {
  if (variable === "states" || !/^[\p{ID_Start}][\p{ID_Continue}]{0,79}$/u.test(variable))
    return [`${state}: ${variable} is not a valid variable name`];
  return outer.has(variable)
    ? [`${state}: the variable ${variable} belongs to an enclosing branch and cannot be assigned here`]
    : [];
}

function stateProblems(state: State): string[] {
  const problems: string[] = [];
  if ("End" in state || "Next" in state) {
    if ((state.End === undefined) === (state.Next === undefined)) problems.push("needs either Next or End");
  } else if (!["Choice", "Succeed", "Fail"].includes(state.Type)) problems.push("needs either Next or End");
  if (state.Type === "Wait" && (state.Seconds === undefined) === (state.Timestamp === undefined))
    problems.push("needs either Seconds or Timestamp");
  if (
    state.Type === "Wait" &&
    state.Timestamp &&
    !isExpression(state.Timestamp) &&
    !isTimestamp(state.Timestamp)
  )
    problems.push(`${state.Timestamp} is not a timestamp`);
  if (state.Type === "Task") problems.push(...taskProblems(state));
  if ("Retry" in state)
    problems.push(...wildcardProblems("Retry", state.Retry), ...wildcardProblems("Catch", state.Catch));
  return problems;
}

function wildcardProblems(list: string, names: readonly { ErrorEquals: string[] }[]): string[] {
  const misplaced = names.some(
    ({ ErrorEquals }, index) =>
      ErrorEquals.includes("States.ALL") && (ErrorEquals.length > 1 || index < names.length - 1),
  );
  return misplaced ? [`States.ALL must be alone in its ErrorEquals and last in its ${list}`] : [];
}

const argumentNames = ["FunctionName", "Payload"];

function taskProblems(state: Extract<State, { Type: "Task" }>): string[] {
  const { Arguments, TimeoutSeconds, HeartbeatSeconds } = state;
  const problems: string[] = [];
  if (
    typeof TimeoutSeconds === "number" &&
    typeof HeartbeatSeconds === "number" &&
    HeartbeatSeconds >= TimeoutSeconds
  )
    problems.push("HeartbeatSeconds must be less than TimeoutSeconds");
  if (typeof Arguments === "string" && isExpression(Arguments)) return problems;
  if (typeof Arguments !== "object" || Arguments === null || Array.isArray(Arguments))
    return [...problems, "Arguments must be an object"];
  if (!("FunctionName" in Arguments)) problems.push("Arguments needs FunctionName");
  for (const name of Object.keys(Arguments).filter((known) => !argumentNames.includes(known)))
    problems.push(`the argument ${name} is not supported`);
  return problems;
}

/** Returns whether a text is an ISO 8601 time with an offset, as Wait requires. */
export function isTimestamp(text: string): boolean {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
  return form.test(text) && !Number.isNaN(Date.parse(text));
}

/** Returns the problems of all expressions in a value, at any depth. */
function expressionProblems(path: string, value: unknown): string[] {
  if (typeof value === "string") {
    const trimmed = value.trim();
    if (!trimmed.startsWith("{%")) return [];
    if (!isExpression(value))
      return [`${path}: an expression must start with {% and end with %}, without other text`];
    const problem = syntaxError(value);
    return problem ? [`${path}: ${problem}`] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    expressionProblems(path ? `${path}.${key}` : key, part),
  );
}
