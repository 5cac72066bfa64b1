/** EventBridge's event patterns, with the same matching rules. */

export type Scalar = string | number | boolean | null;
export type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };

type IgnoringCase = { "equals-ignore-case": string };
type Affix = { prefix: string | IgnoringCase } | { suffix: string | IgnoringCase };
type Excluded =
  | Scalar
  | readonly Scalar[]
  | { prefix: string | readonly string[] }
  | { suffix: string | readonly string[] }
  | { "equals-ignore-case": string | readonly string[] }
  | { wildcard: string | readonly string[] };

export type Matcher =
  | Scalar
  | Affix
  | IgnoringCase
  | { wildcard: string }
  | { numeric: readonly (string | number)[] }
  | { exists: boolean }
  | { "anything-but": Excluded };

/** An event pattern. All fields must match; a list holds a field's alternatives; `$or` holds alternative patterns. */
export type EventPattern = { readonly [field: string]: Wanted | undefined };
type Wanted = EventPattern | readonly Matcher[] | readonly EventPattern[];

type Fields = { readonly [key: string]: Json };

/** Returns whether an event matches a pattern. */
export function matches(pattern: EventPattern, event: Json): boolean {
  const fields = isFields(event) ? event : {};
  return Object.entries(pattern).every(([field, wanted]) => {
    if (wanted === undefined) return true;
    if (isAlternatives(field, wanted)) return wanted.some((either) => matches(either, event));
    const found = fields[field];
    if (!isMatchers(wanted)) return candidates(found).some((inner) => matches(wanted, inner));
    const leaves = leavesOf(found);
    return wanted.some((matcher) => matchesAny(matcher, leaves));
  });
}

/** Throws on a pattern that EventBridge would refuse, so that a typo does not become a rule that never matches. */
export function checkPattern(pattern: unknown, path = "pattern"): asserts pattern is EventPattern {
  if (!isFields(pattern) || Object.keys(pattern).length === 0)
    throw new TypeError(`${path} must be an object with fields.`);
  for (const [field, wanted] of Object.entries(pattern)) {
    const here = `${path}.${field}`;
    if (!isList(wanted) && field === "$or") throw new TypeError(`${here} must be a list of patterns.`);
    if (!isList(wanted)) checkPattern(wanted, here);
    else if (wanted.length === 0) throw new TypeError(`${here} is an empty list, which can never match.`);
    else for (const [index, item] of wanted.entries()) checkItem(field, item, `${here}[${index}]`);
  }
}

function checkItem(field: string, item: unknown, path: string) {
  if (field === "$or") return checkPattern(item, path);
  if (!isFields(item)) {
    if (item === undefined || isList(item)) throw new TypeError(`${path} is not a matcher.`);
    return;
  }
  const operators = Object.keys(item);
  const [operator] = operators;
  if (operators.length !== 1 || !operator || !(operator in matchers))
    throw new TypeError(`${path} must have exactly one known operator, not: ${operators.join(", ")}.`);
  if (operator === "numeric" && !numericTests(item.numeric))
    throw new TypeError(`${path} is not a numeric range.`);
}

function matchesAny(matcher: Matcher, leaves: readonly Scalar[]): boolean {
  if (!isOperator(matcher)) return leaves.includes(matcher);
  if ("exists" in matcher && !matcher.exists) return leaves.length === 0;
  return leaves.some((leaf) => matchesOne(matcher, leaf));
}

function matchesOne(matcher: object, leaf: Scalar): boolean {
  const [operator, operand] = Object.entries(matcher)[0] ?? [];
  const test = operator === undefined ? undefined : matchers[operator];
  return test !== undefined && operand !== undefined && test(operand, leaf);
}

const matchers: Record<string, (operand: Json, leaf: Scalar) => boolean> = {
  exists: (operand) => operand === true,
  prefix: (operand, leaf) => affix(operand, leaf, (text, part) => text.startsWith(part)),
  suffix: (operand, leaf) => affix(operand, leaf, (text, part) => text.endsWith(part)),
  wildcard: (operand, leaf) =>
    typeof leaf === "string" && typeof operand === "string" && wildcard(operand).test(leaf),
  "equals-ignore-case": (operand, leaf) =>
    typeof leaf === "string" && typeof operand === "string" && lower(leaf) === lower(operand),
  numeric: (operand, leaf) =>
    typeof leaf === "number" && (numericTests(operand)?.every((test) => test(leaf)) ?? false),
  "anything-but": (operand, leaf) => {
    if (!isFields(operand)) return !listOf(operand).includes(leaf);
    const [operator, excluded] = Object.entries(operand)[0] ?? [];
    return !listOf(excluded).some((part) => operator !== undefined && matchesOne({ [operator]: part }, leaf));
  },
};

function affix(operand: Json, leaf: Scalar, test: (text: string, part: string) => boolean): boolean {
  if (typeof leaf !== "string") return false;
  if (typeof operand === "string") return test(leaf, operand);
  const ignoring = isFields(operand) ? operand["equals-ignore-case"] : undefined;
  return typeof ignoring === "string" && test(lower(leaf), lower(ignoring));
}

const comparisons: Record<string, (left: number, right: number) => boolean> = {
  "=": (left, right) => left === right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/** Parses `[">", 0, "<=", 5]` into two tests. Returns undefined for any other form. */
function numericTests(operand: unknown): ((value: number) => boolean)[] | undefined {
  if (!isList(operand) || operand.length === 0 || operand.length % 2 !== 0) return undefined;
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = comparisons[String(operand[index])];
    const bound = operand[index + 1];
    if (!compare || typeof bound !== "number") return undefined;
    tests.push((value) => compare(value, bound));
  }
  return tests;
}

/** Compiles a wildcard pattern: `*` matches any text; `\*` and `\\` are literal. */
function wildcard(text: string): RegExp {
  const parts = text.match(/\\[\s\S]|[\s\S]/g) ?? [];
  const source = parts.map((part) =>
    part === "*" ? "[\\s\\S]*" : literally(part.length === 2 ? part.slice(1) : part),
  );
  return new RegExp(`^${source.join("")}$`);
}

/** Returns the scalar values of a field: a list yields its elements, an object none. */
function leavesOf(value: Json | undefined): Scalar[] {
  if (value === undefined) return [];
  if (isList(value)) return value.flatMap(leavesOf);
  return isFields(value) ? [] : [value];
}

/** Returns the objects a nested pattern is matched against: each object of a list, or an empty object for a missing field. */
function candidates(value: Json | undefined): Json[] {
  if (isList(value)) return value.flatMap(candidates);
  return [isFields(value) ? value : {}];
}

function literally(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** Returns whether a list holds alternative patterns. Only the field name `$or` decides that. */
function isAlternatives(field: string, wanted: Wanted): wanted is readonly EventPattern[] {
  return field === "$or" && isList(wanted);
}

function isMatchers(wanted: Wanted): wanted is readonly Matcher[] {
  return isList(wanted);
}

function isOperator(matcher: Matcher): matcher is Exclude<Matcher, Scalar> {
  return typeof matcher === "object" && matcher !== null;
}

function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
