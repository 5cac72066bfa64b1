import { doorsOf } from "./build";
import { file, readMatrix } from "./matrix";

/**
 * What the build has and the matrix has not, and the reverse. After a change of pages: build, then
 * `node --import tsx e2e/access/list.ts`, and say in the matrix who may.
 */
const built = doorsOf(process.env).map(({ name }) => name);
const known = Object.keys(readMatrix());
const lines = [
  ...built.filter((name) => !known.includes(name)).map((name) => `+ ${name}`),
  ...known.filter((name) => !built.includes(name)).map((name) => `- ${name}`),
];
console.log(lines.length > 0 ? lines.join("\n") : `${file} names all ${built.length} doors of the build.`);
process.exitCode = lines.length > 0 ? 1 : 0;
