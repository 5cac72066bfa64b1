/** EventBridge's event patterns: what matches here matches there. */

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

/** A field's list holds alternatives; fields must all match; `$or` holds alternatives of whole patterns. */
export type EventPattern = { readonly [field: string]: Wanted | undefined };
type Wanted = EventPattern | readonly Matcher[] | readonly EventPattern[];

type Fields = { readonly [key: string]: Json };

/** Whether an event is one that a rule with this pattern wants. */
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

/** Throws on a pattern that EventBridge would refuse to save; a typing error must not become a rule that never matches. */
export function checkPattern(pattern: unknown, path = "pattern"): asserts pattern is EventPattern {
  if (!isFields(pattern) || Object.keys(pattern).length === 0)
    throw new TypeError(`${path} must be an object with fields.`);
  for (const [field, wanted] of Object.entries(pattern)) {
    const here = `${path}.${field}`;
    if (!isList(wanted) && field === "$or") throw new TypeError(`${here} must be a list of patterns.`);
    if (!isList(wanted)) checkPattern(wanted, here);
    else if (wanted.length === 0) throw new TypeError(`${here} is an empty list and could never match.`);
    else for (const [index, item] of wanted.entries()) checkItem(field, item, `${here}[${index}]`);
  }
}

function checkItem(field: string, item: unknown, path: string) {
  if (field === "$or") return checkPattern(item, path);
  if (!isFields(item)) {
    if (item === undefined || isList(item)) throw new TypeError(`${path} is no matcher.`);
    return;
  }
  const operators = Object.keys(item);
  const [operator] = operators;
  if (operators.length !== 1 || !operator || !(operator in matchers))
    throw new TypeError(`${path} has no single known operator: ${operators.join(", ")}.`);
  if (operator === "numeric" && !numericTests(item.numeric))
    throw new TypeError(`${path} is no numeric range.`);
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

/** `[">", 0, "<=", 5]` as two tests; undefined when it is not of that form. */
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

/** `*` stands for anything, `\*` and `\\` for themselves. */
function wildcard(text: string): RegExp {
  const parts = text.match(/\\[\s\S]|[\s\S]/g) ?? [];
  const source = parts.map((part) =>
    part === "*" ? "[\\s\\S]*" : literally(part.length === 2 ? part.slice(1) : part),
  );
  return new RegExp(`^${source.join("")}$`);
}

/** The single values of a field: a list counts as each of its elements, an object as none. */
function leavesOf(value: Json | undefined): Scalar[] {
  if (value === undefined) return [];
  if (isList(value)) return value.flatMap(leavesOf);
  return isFields(value) ? [] : [value];
}

/** What a nested pattern looks into: every object of a list by itself, and an absent field as an empty object. */
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

/** Which of the two kinds of list stands in a pattern is decided by the field's name alone. */
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
