/**
 * Writes `generated/params.json`: the JSON schemas of `params.ts`, with a stamp of their sources.
 * Run it after each change of `params.ts` or the stripe package:
 *   node --import tsx packages/local/src/stripe/generate-params.ts
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";
import { schemaStamp } from "./schema-stamp";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const schema: Json = JSON.parse(
  JSON.stringify(
    createGenerator({
      path: here("./params.ts"),
      tsconfig: here("../../../../tsconfig.json"),
      type: "RequestParams",
      skipTypeCheck: true,
      expose: "none",
      topRef: false,
      jsDoc: "none",
      encodeRefs: false,
    }).createSchema("RequestParams"),
  ),
);
writeFileSync(
  here("./generated/params.json"),
  `${JSON.stringify({ ...schemaStamp(), schema: strict(schema) })}\n`,
);

/** Removes "any other string" from enumerations: Stripe's types allow it, but this server must refuse typos. */
function strict(node: Json): Json {
  if (Array.isArray(node)) return node.map(strict);
  if (node === null || typeof node !== "object") return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, strict(value)]));
  if (!Array.isArray(inner.anyOf) || !inner.anyOf.some(isNamed)) return inner;
  const branches = inner.anyOf.filter((branch) => !isAnyString(branch));
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { ...inner, anyOf: branches };
}

function isAnyString(branch: Json): boolean {
  return JSON.stringify(branch) === '{"type":"string"}';
}

function isNamed(branch: Json): boolean {
  if (branch === null || typeof branch !== "object" || Array.isArray(branch)) return false;
  return Array.isArray(branch.enum) || (typeof branch.const === "string" && branch.const !== "");
}
