import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type ESTree, parseSync } from "rolldown/utils";
import { alsoNouns, takeClauses, verbs } from "./verbs";

/** A doc comment that breaks the rule of its kind, with the line it starts on. */
export type Violation = { line: number; words: string; of: "function" | "other" };

/** Words that no doc comment of a type, constant, field or file starts with. */
const refused = new Set(
  "so what who whether whose where how which when why somebody nobody everything whoever".split(" "),
);

/** Words after a verb that is also a plural noun, which show that the noun is meant: "Holds of an order". */
const afterNoun = new Set(["of", "that", "which", "whose"]);

/** Lists the doc comments of one file that break their rule. Throws when the file cannot be parsed. */
export function docCommentViolations(file: string, source: string): Violation[] {
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const functions = functionStarts(program);
  return comments.flatMap(({ type, value, start, end }) => {
    if (type !== "Block" || !value.startsWith("*")) return [];
    const words = firstWords(value);
    if (words.length === 0 || words[0]?.startsWith("@")) return [];
    const of = functions.has(nextToken(source, end)) ? "function" : "other";
    const holds = of === "function" ? startsWithVerb(words) : !refused.has(plain(words[0]));
    const line = source.slice(0, start).split("\n").length;
    return holds ? [] : [{ line, words: words.slice(0, 8).join(" "), of }];
  });
}

/** Reports whether the first word is a listed verb and not the plural noun of the same spelling. */
function startsWithVerb([first, second]: string[]) {
  const [word, next] = [plain(first), plain(second)];
  if (!verbs.has(word)) return false;
  return !alsoNouns.has(word) || !afterNoun.has(next) || (next === "that" && takeClauses.has(word));
}

/** Returns the words of a doc comment without its stars. */
function firstWords(value: string) {
  return value
    .replace(/^\*/, "")
    .replace(/^\s*\* ?/gm, "")
    .split(/\s+/)
    .filter(Boolean);
}

/** Lowers a word and removes the punctuation around it. */
const plain = (word = "") => word.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, "");

/** Finds the position of the first token after a comment; further comments are skipped. */
function nextToken(source: string, from: number) {
  const between = /^(\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(source.slice(from));
  return from + (between?.[0].length ?? 0);
}

/** Collects the positions at which a function, a method or the statement that exports or names one starts. */
function functionStarts(program: ESTree.Program) {
  const starts = new Set<number>();
  visit(program, (node) => {
    if (declaresFunction(node)) starts.add(node.start);
  });
  return starts;
}

type Node = { type: string; start: number; [key: string]: unknown };

/** Visits a syntax node and all nodes below it. */
function visit(value: unknown, enter: (node: Node) => void) {
  if (Array.isArray(value)) for (const item of value) visit(item, enter);
  if (!isNode(value)) return;
  enter(value);
  for (const child of Object.values(value)) if (typeof child === "object") visit(child, enter);
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Tells functions, methods and the statements that export or name one from all other nodes. */
function declaresFunction(node: unknown): boolean {
  if (!isNode(node)) return false;
  switch (node.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return true;
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return declaresFunction(node.declaration) || isFunction(node.declaration);
    case "VariableDeclaration":
      return (node.declarations as Node[]).some(({ init }) => isFunction(init));
    case "MethodDefinition":
    case "PropertyDefinition":
    case "Property":
      return isFunction(node.value);
    default:
      return false;
  }
}

/** Recognizes an arrow function, a function expression, and a domain function made by `fn(...)`. */
function isFunction(node: unknown): boolean {
  if (!isNode(node)) return false;
  switch (node.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return true;
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "ParenthesizedExpression":
      return isFunction(node.expression);
    case "CallExpression":
      return isNode(node.callee) && node.callee.type === "Identifier" && node.callee.name === "fn";
    default:
      return false;
  }
}

/** Lists the tracked source files of a folder; generated ones and declarations are left out. */
function sources(folder: string) {
  const listed = execFileSync("git", ["ls-files", "-z", "--", folder], { encoding: "utf8" });
  return listed
    .split("\0")
    .filter(
      (file) =>
        /\.(ts|tsx|mjs|js)$/.test(file) && existsSync(file) && !/\.d\.ts$|(^|\/)generated\//.test(file),
    );
}

/** Prints each violation in a folder as `file:line: first words` and their number. Returns the exit code. */
function run(folder: string): number {
  const found = sources(folder).flatMap((file) =>
    docCommentViolations(file, readFileSync(file, "utf8")).map(({ line, words, of }) => {
      const hint = of === "function" ? " (function: start with a verb)" : "";
      return `${file}:${line}: ${words}${hint}`;
    }),
  );
  for (const violation of found) console.log(violation);
  console.log(`${found.length} doc comments start with the wrong word.`);
  return found.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode = run(process.argv[2] ?? ".");
