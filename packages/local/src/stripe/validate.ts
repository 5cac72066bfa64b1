import { readFileSync } from "node:fs";
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from "ajv";
import { type ApiError, invalid, missingParam } from "./errors";
import { invalidValue } from "./metadata-limits";
import type { RequestParams, Route } from "./params";

interface Generated {
  stripe: string;
  params: string;
  schema: { properties: Record<Route, AnySchemaObject> };
}

/** Committed schemas, which `generate-params.ts` generates from `params.ts`. */
export const generated: Generated = JSON.parse(
  readFileSync(new URL("./generated/params.json", import.meta.url), "utf8"),
);

const ajv = new Ajv({ coerceTypes: true, allErrors: true, strict: false });
const compiled = new Map<Route, ValidateFunction>();

/** Returns the typed parameters of a request. Numbers and booleans are converted from the form's strings. Throws ApiError. */
export function validate<R extends Route>(route: R, raw: object): RequestParams[R] {
  const params: unknown = structuredClone(raw);
  if (isValid(route, params)) return params;
  throw complaint(route, params, compiled.get(route)?.errors ?? []);
}

function isValid<R extends Route>(route: R, params: unknown): params is RequestParams[R] {
  const known = compiled.get(route) ?? ajv.compile(generated.schema.properties[route]);
  compiled.set(route, known);
  return known(params) === true;
}

/** Returns the most helpful error: first an unknown parameter, then a missing one, then one of a wrong type. */
function complaint(route: Route, params: unknown, errors: ErrorObject[]): ApiError {
  const inside = errors.find(({ instancePath }) => /\/metadata\//.test(instancePath));
  if (inside) return metadataComplaint(params, inside.instancePath);
  const unknown = errors.find((error) => error.keyword === "additionalProperties");
  if (unknown) return unknownParam(paramOf(unknown.instancePath, String(unknown.params.additionalProperty)));
  const missing = errors.find((error) => error.keyword === "required");
  if (missing) return missingParam(paramOf(missing.instancePath, String(missing.params.missingProperty)));
  const choice = errors.find(
    (error) => error.keyword === "enum" || (error.keyword === "const" && error.params.allowedValue),
  );
  if (choice) {
    const allowed = choice.params.allowedValues ?? [choice.params.allowedValue];
    const param = paramOf(choice.instancePath);
    return invalid(`Invalid ${param}: must be one of ${allowed.join(", ")}`, param);
  }
  const [first] = errors;
  const param = paramOf(first?.instancePath ?? "");
  const wanted = first?.keyword === "type" ? String(first.params.type) : "something else";
  if (wanted === "integer" || wanted === "number")
    return invalid(`Invalid integer: expected a number for ${param}`, param, "parameter_invalid_integer");
  return invalid(`Invalid ${param || route}: expected ${wanted}`, param);
}

/** Returns the error for a metadata value that is not text. */
function metadataComplaint(params: unknown, instancePath: string): ApiError {
  const [at = "", below = ""] = instancePath.split(/(?<=\/metadata)\//);
  const key = below.split("/")[0] ?? "";
  const value = [...at.split("/").slice(1), key].reduce<unknown>(
    (node, name) => (typeof node === "object" && node !== null ? Reflect.get(node, name) : undefined),
    params,
  );
  return invalidValue(JSON.stringify(value), paramOf(at));
}

function unknownParam(param: string): ApiError {
  if (param === "payment_method_types")
    return invalid(
      "The payment_method_types parameter is no longer supported; manage payment methods dynamically instead.",
      param,
      "payment_method_types_no_longer_supported",
    );
  return invalid(`Received unknown parameter: ${param}`, param, "parameter_unknown");
}

/** Formats a JSON pointer as Stripe names a parameter: "/line_items/0/price" and "x" → "line_items[0][price][x]". */
function paramOf(instancePath: string, name?: string): string {
  const [head = "", ...rest] = [...instancePath.split("/").slice(1), ...(name === undefined ? [] : [name])];
  return [head, ...rest.map((part) => `[${part}]`)].join("");
}
