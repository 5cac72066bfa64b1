import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

let root: string;

/** Creates a repository with only the launcher, a lockfile, and an npm that records its arguments. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "securecart-launch-"));
  for (const folder of ["scripts", "packages/local/src", "node_modules/.bin", "node_modules/tsx"])
    mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(fileURLToPath(new URL("./launch.mjs", import.meta.url)), join(root, "scripts/launch.mjs"));
  write("package.json", { type: "module" });
  write(
    "package-lock.json",
    lock({
      "node_modules/a": { version: "1.0.0" },
      "node_modules/mac": { version: "1.0.0", optional: true },
    }),
  );
  write("node_modules/tsx/package.json", { type: "module", exports: "./index.js" });
  writeFileSync(join(root, "node_modules/tsx/index.js"), "");
  writeFileSync(join(root, "npm.js"), npm);
  writeFileSync(join(root, "packages/local/src/cli.ts"), cli);
});
afterEach(() => rmSync(root, { recursive: true }));

const npm = `
  import { writeFileSync, copyFileSync } from "node:fs";
  writeFileSync("npm-was-called", process.argv.slice(2).join(" "));
  if (process.env.NPM_FAILS) process.exit(9);
  copyFileSync("package-lock.json", "node_modules/.package-lock.json");
`;
const cli = `console.log(JSON.stringify(process.argv.slice(2))); process.exit(Number(process.env.CODE ?? 0));`;

const lock = (packages: object) => ({ packages: { "": { name: "shop" }, ...packages } });
const write = (file: string, value: object) => writeFileSync(join(root, file), JSON.stringify(value));
const installed = (packages: object) => write("node_modules/.package-lock.json", lock(packages));
const npmCall = () => {
  try {
    return readFileSync(join(root, "npm-was-called"), "utf8");
  } catch {
    return undefined;
  }
};

function launch(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts/launch.mjs"), ...args],
    {
      encoding: "utf8",
      env: { ...process.env, npm_execpath: join(root, "npm.js"), npm_lifecycle_event: "", ...env },
    },
  );
  return { status, out: stdout.trim(), error: stderr.trim() };
}

test("nothing is installed when the packages match the lockfile; those for other platforms may be absent", () => {
  installed({ "node_modules/a": { version: "1.0.0" } });
  expect(launch(["start", "-x", "a b"])).toMatchObject({ status: 0, out: '["start","-x","a b"]' });
  expect(npmCall()).toBeUndefined();
});

test.each([
  ["missing", {}],
  ["of another version", { "node_modules/a": { version: "0.9.0" } }],
])(
  "packages that are %s are installed before the command runs, development packages included",
  (_, packages) => {
    installed(packages);
    expect(launch(["start"], { NODE_ENV: "production" })).toMatchObject({
      status: 0,
      out: expect.stringMatching(/Installing[^\n]*\n\["start"\]$/),
    });
    expect(npmCall()).toContain("ci --include=dev --include=optional");
  },
);

test("a failed installation exits with the code of npm", () => {
  expect(launch(["start"], { NPM_FAILS: "1" })).toMatchObject({
    status: 9,
    error: expect.stringContaining("could not be installed"),
  });
});

test("the launcher exits with the code of the command", () => {
  installed({ "node_modules/a": { version: "1.0.0" } });
  expect(launch(["run", "--", "x"], { CODE: "5" })).toMatchObject({ status: 5, out: '["run","--","x"]' });
});

test("the Node among the packages runs the command, or the current one when it is broken", () => {
  installed({ "node_modules/a": { version: "1.0.0" } });
  writeFileSync(join(root, "packages/local/src/cli.ts"), "console.log(process.argv[0], process.execPath)");
  symlinkSync(process.execPath, join(root, "node_modules/.bin/node"));
  expect(launch(["start"])).toMatchObject({ status: 0, error: "" });
  rmSync(join(root, "node_modules/.bin/node"));
  writeFileSync(join(root, "node_modules/.bin/node"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  expect(launch(["start"])).toMatchObject({ status: 0, error: "" });
});

test.each([
  ["nothing", []],
  ["an unknown command", ["begin"]],
  ["a property of every object", ["constructor"]],
])("%s lists the commands", (_, args) => {
  expect(launch(args)).toMatchObject({ status: 1, error: expect.stringMatching(/^Commands: start, dev/) });
});

test("a Node that is too old gets one line with the version to install", () => {
  const old = join(root, "old.mjs");
  writeFileSync(old, 'Object.defineProperty(process, "version", { value: "v18.20.0" });');
  const { status, error } = launch(["start"], { NODE_OPTIONS: `--import ${old}` });
  expect(status).toBe(1);
  expect(error).toMatch(/^SecureCart needs Node 20 or newer.*v18\.20\.0.*nodejs\.org$/);
});

test("a Node that can install but not run the shop is refused when the packages have no other", () => {
  installed({ "node_modules/a": { version: "1.0.0" } });
  const old = join(root, "old.mjs");
  writeFileSync(old, 'Object.defineProperty(process, "version", { value: "v20.20.2" });');
  const { status, error } = launch(["start"], { NODE_OPTIONS: `--import ${old}` });
  expect(status).toBe(1);
  expect(error).toMatch(/^SecureCart needs Node 22\.13 or newer; this is v20\.20\.2.*nodejs\.org$/);
});
