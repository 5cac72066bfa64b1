import { invalid } from "./errors";

export interface FormObject {
  [key: string]: FormValue;
}
type FormValue = string | FormObject | FormValue[];

const DEEPEST = 10;

/** Parses Stripe's form encoding: `a[b][0][c]=1&d[]=x` → `{ a: { b: [{ c: "1" }] }, d: ["x"] }`. Throws ApiError. */
export function parseForm(text: string): FormObject {
  const root: FormObject = Object.create(null);
  for (const [key, value] of new URLSearchParams(text)) put(root, pathOf(key), value);
  return unwrap(root);
}

function pathOf(key: string): string[] {
  const path = key.replaceAll("]", "").split("[");
  if (!/^[^[\]]+(\[[^[\]]*\])*$/.test(key))
    throw invalid(
      /^metadata\[|\[metadata\]\[/.test(key)
        ? `Invalid metadata key in ${key.slice(0, 80)}: a key may not contain square brackets.`
        : `Invalid parameter name: ${key.slice(0, 80)}`,
      /^metadata\[/.test(key) ? "metadata" : undefined,
    );
  if (path.length > DEEPEST || path.includes("__proto__"))
    throw invalid(`Invalid parameter name: ${key.slice(0, 80)}`);
  return path;
}

function put(root: FormObject, path: string[], value: string): void {
  let at = root;
  path.forEach((part, index) => {
    const name = part === "" ? String(Object.keys(at).length) : part;
    const present = at[name];
    const last = index === path.length - 1;
    if (last ? present !== undefined && typeof present !== "string" : typeof present === "string")
      throw invalid(`Invalid parameter: ${path[0]} is given both as a value and as an object.`, path[0]);
    if (last) at[name] = value;
    else if (typeof present === "object" && !Array.isArray(present)) at = present;
    else {
      const next: FormObject = Object.create(null);
      at[name] = next;
      at = next;
    }
  });
}

function unwrap(object: FormObject): FormObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, lists(value)]));
}

/** Converts objects with the keys 0, 1, 2 … to lists. */
function lists(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  const inner = unwrap(value);
  return keys.length > 0 && keys.every((key, index) => key === String(index)) ? Object.values(inner) : inner;
}
