import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stripeEvents } from "@securecart/core/topology";
import { expect, test } from "vitest";

/** The runbook. It is read in an emergency, so each command, file and name in it must exist. */
const text = readFileSync("docs/operations.md", "utf8");
const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
const quoted = found(/`([^`\n]+)`/g);

/** Joins the text of all files in some folders. */
const sources = (ending: RegExp, ...folders: string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((path) => ending.test(path) && !path.endsWith("operations.test.ts") && !/\.test\.ts$/.test(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
const core = sources(/\.ts$/, "packages/core/src", "packages/functions/src");
const coreExports: Record<string, string> = JSON.parse(
  readFileSync("packages/core/package.json", "utf8"),
).exports;
const stacks = sources(/\.ts$/, "stacks");
/** Names of the resources of each stage. */
const deployed = sources(/\.txt$/, "infra/inventory");

/** Returns the text below a heading. */
const section = (title: string) => text.split(/^## /m).find((part) => part.startsWith(title)) ?? "";

const secrets = [...readFileSync("stacks/secrets.ts", "utf8").matchAll(/new sst\.Secret\("(\w+)"/g)].map(
  ([, name = ""]) => name,
);

test("every npm script in the runbook exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const called = found(/npm run ([\w:-]+)/g);
  expect(called.length).toBeGreaterThan(2);
  for (const name of called) expect(Object.keys(scripts)).toContain(name);
});

test("every sst command in the runbook exists and names its stage", () => {
  // As `npx sst --help` lists them.
  const commands = ["dev", "deploy", "diff", "secret", "shell", "remove", "unlock", "refresh"];
  const called = found(/npx sst ([a-z]+)/g);
  expect(called).not.toHaveLength(0);
  for (const name of called) expect(commands).toContain(name);
  const lines = text.replaceAll("\\\n", " ").split("\n");
  const calls = lines.filter((line) => /^\s*npx sst /.test(line));
  expect(calls).not.toHaveLength(0);
  for (const line of calls) expect(line).toMatch(/--stage (production|staging|smoke)/);
});

test("every file and folder in the runbook exists", () => {
  const paths = quoted.filter((word) =>
    /^(packages|stacks|container|docs|scripts|app|infra)\/[\w./-]+$/.test(word),
  );
  expect(paths.length).toBeGreaterThan(4);
  for (const path of paths)
    expect(existsSync(path) || existsSync(path.replace(/\.\w+$/, ".ts")), path).toBe(true);
});

test("the Stripe events to subscribe to are exactly those that the code handles", () => {
  const pattern = /`((?:checkout\.session|payment_intent|charge|refund|radar)\.[\w.]+)`/g;
  const named = [...section("The first deployment").matchAll(pattern)].map(([, name]) => name);
  expect(named.toSorted()).toEqual([...stripeEvents].toSorted());
  expect(stripeEvents.length).toBeLessThanOrEqual(20); // the most that one list of events may have
});

test("every secret of the stages is explained, set and rotated in the runbook, and no other", () => {
  expect(secrets.length).toBeGreaterThan(3);
  const [first, rotation] = [section("The first deployment"), section("Changing a secret")];
  for (const name of secrets) {
    expect(first, name).toContain(`| \`${name}\` |`);
    expect(first, name).toMatch(new RegExp(`npx sst secret set ${name} `));
    expect(rotation, name).toContain(`\`${name}\``);
  }
  expect(found(/secret set (\w+)/g).filter((name) => !secrets.includes(name))).toEqual([]);
});

test("every page of the admin and of an account in the runbook exists", () => {
  const routes = ["app/(admin)", "app/(shop)", "app/(account)"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("page.tsx"))
      .map((path) => `/${path.replace(/\/?page\.tsx$/, "").replaceAll(/\([^)]*\)\//g, "")}`),
  );
  const named = quoted.filter((word) => /^\/(admin|account)(\/|$)/.test(word));
  expect(named.length).toBeGreaterThan(4);
  for (const path of named) expect(routes, path).toContain(path);
});

test("every log line and alarm in the runbook is written by the code", () => {
  // Stripe's events look like the shop's log lines.
  const events = [...section("The first deployment").matchAll(/`([a-z_]+\.[a-z_.]+)`/g)].map(
    ([, name]) => name,
  );
  const lines = quoted.filter((word) => /^[a-z]+\.[a-z_]+$/.test(word) && !events.includes(word));
  expect(lines.length).toBeGreaterThan(10);
  const written = core + readFileSync("container/start.mjs", "utf8");
  for (const name of lines) expect(written.includes(`"${name}"`), name).toBe(true);
  const alarms = quoted.filter(
    (word) => /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(word) && !secrets.includes(word),
  );
  expect(alarms.length).toBeGreaterThan(3);
  const existing = new Set(`${deployed}\n${stacks}\n${core}`.match(/\w+/g));
  for (const name of alarms) expect(existing.has(name), name).toBe(true);
});

test("every domain function in the runbook's commands exists", () => {
  const calls = [
    ...text.matchAll(/import \{ (\w+) \} from "@securecart\/core\/([\w-]+)"[^']*?\b\1\.(\w+)\(/g),
  ];
  expect(calls.length).toBeGreaterThan(2);
  for (const [, , module, name] of calls) {
    const index = sources(/\.ts$/, dirname(join("packages/core", coreExports[`./${module}`] ?? "missing")));
    expect(index, `${module}.${name}`).toMatch(
      new RegExp(`export (const|async function|function) ${name}\\b`),
    );
  }
});

test("the runbook has the webhook's address and API version of the code", () => {
  const version = /apiVersion = "([^"]+)"/.exec(core)?.[1];
  expect(text).toContain(`\`${version}\``);
  expect(text).toContain("<domain>/webhooks/stripe");
  expect(core).toContain('"/webhooks/stripe"');
});
