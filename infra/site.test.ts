import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { root } from "./paths";
import { type Deployment, deploy } from "./rehearsal/deploy";
import { leaksOf, openSite, type Site } from "./site";

const megabyte = 1024 * 1024;

let site: Site;
let deployment: Deployment;
beforeAll(async () => {
  site = await openSite();
  deployment = await deploy();
});

const packages = (part: string, scope: string) =>
  readdirSync(join(site.folder, ".open-next", part, "node_modules", scope)).sort();

/** Returns a function's architecture by Node's name. */
function processorOf(name: RegExp): string {
  const found = deployment.resources.find(
    (one) => one.type === "aws:lambda/function:Function" && name.test(one.name),
  );
  const [architecture] = (found?.inputs.architectures ?? []) as string[];
  return architecture === "x86_64" ? "x64" : String(architecture);
}

test("the image optimizer has sharp only for its own architecture", () => {
  const processor = processorOf(/ImageOptimizerFunction$/);
  expect(packages("image-optimization-function", "@img").filter((name) => name.startsWith("sharp-"))).toEqual(
    [`sharp-libvips-linux-${processor}`, `sharp-linux-${processor}`],
  );
});

test("the pages have argon2 for their own architecture", () => {
  const name = `linux-${processorOf(/^StorefrontServer.*Function$/)}-gnu`;
  expect(packages("server-functions/default", "@node-rs")).toContain(`argon2-${name}`);
  expect(packages("server-functions/default", `@node-rs/argon2-${name}`)).toContain(`argon2.${name}.node`);
});

test("the stylesheet has only classes that the pages use", () => {
  const assets = join(site.folder, ".open-next/assets");
  const sheets = readdirSync(assets, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".css"))
    .map((name) => readFileSync(join(assets, name), "utf8"));
  const pages = globSync("app/**/*.{ts,tsx,css}", { cwd: root, exclude: (name) => name.includes(".test.") })
    .map((name) => readFileSync(join(root, name), "utf8"))
    .join("\n");
  const classes = new Set(sheets.flatMap(classesOf));
  expect(classes.size).toBeGreaterThan(200);
  // `next/font` writes a class for each way to use a font.
  const ours = [...classes].filter((name) => !/_(className|variable)$/.test(name));
  expect(ours.filter((name) => !pages.includes(name))).toEqual([]);
  const size = sheets.reduce((sum, sheet) => sum + gzipSync(sheet).length, 0);
  expect(size).toBeLessThan(12_000);
});

/** Returns the names of the classes in the selectors of a stylesheet. */
function classesOf(sheet: string): string[] {
  const selectors = [...sheet.matchAll(/([^{};]+)\{/g)].map(([, selector = ""]) => selector);
  return selectors
    .flatMap((selector) => [...selector.matchAll(/\.((?:\\.|[\w-])+)/g)])
    .map(([, name = ""]) => name.replaceAll("\\", ""));
}

test("no file of the build contains a secret", () => {
  expect(leaksOf(site)).toEqual([]);
});

test("no archive and no environment of a function contains a plain secret", () => {
  const leaking = deployment.functions.filter(
    ({ archive, environment }) =>
      JSON.stringify(environment).includes("secret-of-") ||
      (archive && readFileSync(archive).includes("secret-of-")),
  );
  expect(leaking.map(({ name }) => name)).toEqual([]);
});

test("the archives stay small for cold starts", () => {
  const size = ({ archive }: { archive: string | undefined }) => (archive ? statSync(archive).size : 0);
  const large = deployment.functions.filter(({ name }) => /^Storefront(Server|ImageOptimizer)/.test(name));
  // These bring sharp, whose native code is most of their archive.
  const image = deployment.functions.filter(({ name }) => /^(Media|Transfer)QueueConsumer/.test(name));
  const small = deployment.functions.filter((one) => ![...large, ...image].includes(one));
  expect(large).toHaveLength(2);
  expect(image).toHaveLength(2);
  for (const one of [...large, ...image]) expect(size(one), one.name).toBeLessThan(12 * megabyte);
  for (const one of small) expect(size(one), one.name).toBeLessThan(2 * megabyte);
});
