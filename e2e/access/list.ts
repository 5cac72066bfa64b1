import { endpointsOf } from "./build";
import { file, readMatrix } from "./matrix";

/**
 * Command that lists endpoints that only the build has (+) or only the access matrix (-). After a change of pages,
 * build, run `node --import tsx e2e/access/list.ts` and add to the matrix who may use them.
 */
const built = endpointsOf(process.env).map(({ name }) => name);
const known = Object.keys(readMatrix());
const lines = [
  ...built.filter((name) => !known.includes(name)).map((name) => `+ ${name}`),
  ...known.filter((name) => !built.includes(name)).map((name) => `- ${name}`),
];
console.log(
  lines.length > 0 ? lines.join("\n") : `${file} names all ${built.length} endpoints of the build.`,
);
process.exitCode = lines.length > 0 ? 1 : 0;
