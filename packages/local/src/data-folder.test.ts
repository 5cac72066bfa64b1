import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isRunning, openDataFolder } from "./data-folder";
import { Refusal } from "./refusal";

let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "securecart-folder-"));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

test("a folder keeps its secrets and its id, readable only by its owner", () => {
  const first = openDataFolder(path);
  first.release();
  const second = openDataFolder(path);
  second.release();
  expect(second.secrets).toEqual(first.secrets);
  expect(second.id).toBe(first.id);
  expect(statSync(join(path, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a shop that was opened empty stays empty and has no name of the demo shop", () => {
  openDataFolder(path, { empty: true }).release();
  const again = openDataFolder(path);
  again.release();
  expect(again).toMatchObject({ isEmptyShop: true, shopName: "My shop" });
});

test("a shop with the demo products is not emptied", () => {
  openDataFolder(path).release();
  writeFileSync(join(path, "seeded.json"), '{"id":"1"}');
  expect(() => openDataFolder(path, { empty: true })).toThrow(/has products already.*--empty/);
  const kept = openDataFolder(path);
  kept.release();
  expect(kept).toMatchObject({ isEmptyShop: false, shopName: "Alder & Tide" });
});

test("missing parent folders are created", () => {
  openDataFolder(join(path, "a/b")).release();
  expect(statSync(join(path, "a/b/logs")).isDirectory()).toBe(true);
});

test("a second runner is refused until the first has released the folder", () => {
  const first = openDataFolder(path);
  expect(isRunning(path)).toBe(true);
  expect(() => openDataFolder(path)).toThrow("Another SecureCart is running");
  first.release();
  first.release();
  expect(isRunning(path)).toBe(false);
  openDataFolder(path).release();
});

test("the lock of a killed runner is released", async () => {
  openDataFolder(path).release();
  const hold = `import { DatabaseSync } from "node:sqlite";
    const lock = new DatabaseSync(process.argv[1]); lock.exec("BEGIN EXCLUSIVE"); console.log("held"); setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ["--input-type=module", "-e", hold, join(path, "lock.sqlite")]);
  await once(other.stdout, "data");
  expect(() => openDataFolder(path)).toThrow("Another SecureCart is running");
  other.kill("SIGKILL");
  await once(other, "exit");
  openDataFolder(path).release();
});

test.each(["dynamo.sqlite", "queues/fauxqs.db", "gateway.sqlite", "worker.sqlite", "stripe.sqlite"])(
  "a damaged %s is named and not changed",
  (name) => {
    mkdirSync(join(path, "queues"), { recursive: true });
    writeFileSync(join(path, name), "this is no database, whatever it was before");
    const open = () => openDataFolder(path);
    expect(open).toThrow(Refusal);
    expect(open).toThrow(new RegExp(`${name}.*npm run reset`));
    expect(readFileSync(join(path, name), "utf8")).toContain("whatever it was before");
    expect(isRunning(path)).toBe(false);
  },
);

test("a database that is damaged in the middle is detected", () => {
  mkdirSync(path, { recursive: true });
  const file = join(path, "gateway.sqlite");
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE t (a TEXT)");
  const insert = database.prepare("INSERT INTO t VALUES (?)");
  for (let row = 0; row < 500; row++) insert.run("x".repeat(500));
  database.close();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4096 * 3, 4096 * 20);
  writeFileSync(file, bytes);
  expect(() => openDataFolder(path)).toThrow("gateway.sqlite is damaged");
});

test.each([
  ["secrets.json", '{"linkSecret":"x"'],
  ["secrets.json", "{}"],
  ["folder.json", ""],
])("a half-written %s is named (%s)", (name, text) => {
  writeFileSync(join(path, name), text);
  expect(() => openDataFolder(path)).toThrow(new RegExp(`${name} is damaged.*npm run reset`));
  expect(readFileSync(join(path, name), "utf8")).toBe(text);
});

test("an empty database file counts as new", () => {
  writeFileSync(join(path, "worker.sqlite"), "");
  expect(() => openDataFolder(path).release()).not.toThrow();
});
