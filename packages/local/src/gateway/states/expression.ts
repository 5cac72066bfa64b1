import { createHash, randomUUID } from "node:crypto";
import jsonata from "jsonata";
import { now } from "../../clock";
import { messageOf } from "../../refusal";
import { StateError } from "./errors";
import { fromJson, type Json } from "./json";

export type Variables = Record<string, Json>;

/** Values that an expression can read: `$states` and the variables. */
export type Scope = { states: Record<string, Json>; variables: Variables };

/** Returns whether a string is a JSONata expression. */
export function isExpression(text: string): boolean {
  return text.startsWith("{%") && text.endsWith("%}");
}

/** Replaces every expression in a template with its value. As on AWS, an expression without a value is an error. */
export async function evaluate(field: string, template: Json, scope: Scope): Promise<Json> {
  if (typeof template === "string")
    return isExpression(template) ? evaluateText(field, template, scope) : template;
  if (template === null || typeof template !== "object") return template;
  if (Array.isArray(template))
    return Promise.all(template.map((part, index) => evaluate(`${field}[${index}]`, part, scope)));
  const fields = Object.entries(template).map(
    async ([name, part]) => [name, await evaluate(`${field}/${name}`, part, scope)] as const,
  );
  return Object.fromEntries(await Promise.all(fields));
}

/** Returns the syntax error of an expression, or undefined when it is valid. */
export function syntaxError(text: string): string | undefined {
  try {
    compile(text);
    return undefined;
  } catch (error) {
    return thrownBy(error);
  }
}

async function evaluateText(field: string, text: string, { states, variables }: Scope): Promise<Json> {
  const fail = (why: string) =>
    new StateError(
      "States.QueryEvaluationError",
      `The JSONata expression '${sourceOf(text)}' specified for the field '${field}' ${why}`,
    );
  let value: unknown;
  try {
    value = await compile(text).evaluate(undefined, { ...variables, states });
  } catch (error) {
    throw fail(`threw an error during evaluation: ${thrownBy(error)}`);
  }
  if (value === undefined) throw fail("returned nothing (undefined).");
  if (isFunction(value)) throw fail("returned a function.");
  // JSONata adds hidden properties to results; serializing removes them.
  return fromJson(JSON.stringify(value));
}

function isFunction(value: unknown): boolean {
  if (typeof value === "function") return true;
  return (
    typeof value === "object" &&
    value !== null &&
    ("_jsonata_lambda" in value || "_jsonata_function" in value)
  );
}

/** Returns the message of a thrown value. JSONata throws plain objects. */
function thrownBy(error: unknown): string {
  const known = typeof error === "object" && error !== null && "message" in error;
  return known ? String(error.message) : messageOf(error);
}

function sourceOf(text: string): string {
  return text.slice(2, -2).trim();
}

const compiled = new Map<string, jsonata.Expression>();

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(sourceOf(text), limits);
  for (const [name, [implementation, signature]] of Object.entries(functions))
    expression.registerFunction(name, implementation, signature);
  compiled.set(text, expression);
  return expression;
}

/** Evaluation limits: an endless expression must not block other executions. */
const limits = { timeout: 5_000, stack: 1_000 };

type Implementation = Parameters<jsonata.Expression["registerFunction"]>[1];

const algorithms: Record<string, string> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

const rangeLimit = 1000;

/** Functions that Step Functions adds to JSONata or disables. They use the shop's time. */
const functions: Record<string, [Implementation, string]> = {
  partition: [partition, "<an:a>"],
  range: [range, "<nnn:a>"],
  hash: [hash, "<ss:s>"],
  random: [(seed?: number) => (seed === undefined ? Math.random() : seeded(seed)), "<n?:n>"],
  uuid: [() => randomUUID(), "<:s>"],
  parse: [(text: string) => fromJson(text), "<s:x>"],
  millis: [() => now(), "<:n>"],
  now: [formatNow, "<s?s?:s>"],
  eval: [
    () => {
      throw new Error("$eval is not available in Step Functions");
    },
    "<sx?:x>",
  ],
};

const fromMillis = jsonata("$fromMillis($at, $picture, $zone)");

function formatNow(picture?: string, zone?: string): Promise<unknown> {
  return fromMillis.evaluate(undefined, { at: now(), picture, zone });
}

function partition(values: Json[], size: number): Json[][] {
  if (!Number.isInteger(size) || size < 1) throw new Error("$partition needs a size of at least 1");
  return Array.from({ length: Math.ceil(values.length / size) }, (_, n) =>
    values.slice(n * size, (n + 1) * size),
  );
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error("$range needs a step other than 0");
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > rangeLimit) throw new Error(`$range returns at most ${rangeLimit} values`);
  return Array.from({ length }, (_, n) => first + n * step);
}

function hash(data: string, algorithm: string): string {
  const known = algorithms[algorithm];
  if (!known) throw new Error(`$hash supports ${Object.keys(algorithms).join(", ")}, not ${algorithm}`);
  return createHash(known).update(data).digest("hex");
}

/** Returns the same number from 0 to 1 for the same seed. */
function seeded(seed: number): number {
  return createHash("sha256").update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
}
