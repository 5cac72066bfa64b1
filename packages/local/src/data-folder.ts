import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { damaged, readJson, writeJson } from "./json-file";
import { codeOf, messageOf, Refusal } from "./refusal";

/** The folder with all persistent data of a local cloud. One runner at a time. */
export type DataFolder = {
  readonly path: string;
  /** Identity of the data: a new folder has a new id. */
  readonly id: string;
  readonly secrets: Secrets;
  /** Name of the shop until the merchant enters one. */
  readonly shopName: string;
  /** True when the shop was opened without the demo products. */
  readonly isEmptyShop: boolean;
  file(name: string): string;
  /** Releases the folder's lock for the next runner. Safe to call twice. */
  release(): void;
};

const Secrets = z.object({
  linkSecret: z.string().min(32),
  revalidateSecret: z.string().min(32),
  stripeSecretKey: z.string().min(1),
  stripeWebhookSecret: z.string().min(1),
});
export type Secrets = z.infer<typeof Secrets>;

/** Refusal because another runner holds the folder. */
export class FolderInUse extends Refusal {}

/** SQLite databases of the engines, by their names in the folder. */
const databases = [
  "dynamo.sqlite",
  "queues/fauxqs.db",
  "gateway.sqlite",
  "worker.sqlite",
  "stripe.sqlite",
] as const;

/** Maximum size of a database that is checked in full at each start, in bytes; of larger ones only the header is read. */
const wholeCheckBytes = 48 * 1024 * 1024;

/** Returns the path of the data folder: the requested one, or `.securecart` in the repository. */
export function dataPath(root: string, requested: string | undefined): string {
  return requested ? resolve(requested) : join(root, ".securecart");
}

export type FolderOptions = {
  /** Opens a shop without the demo products. A folder that was opened so stays so. */
  empty?: boolean | undefined;
};

/**
 * Opens the folder and creates missing files. Refuses while another runner holds it, when a file is damaged, and to empty
 * a shop that has the demo products.
 */
export function openDataFolder(path: string, { empty = false }: FolderOptions = {}): DataFolder {
  createFolders(path);
  const file = (name: string) => join(path, name);
  const lock = takeLock(file("lock.sqlite"), path);
  try {
    for (const name of databases) checkDatabase(file(name));
    const isEmptyShop = emptyShop(file, empty);
    return {
      path,
      id: folderId(file("folder.json")),
      shopName: isEmptyShop ? "My shop" : "Alder & Tide",
      isEmptyShop,
      secrets: loadSecrets(file("secrets.json")),
      file,
      release: () => {
        if (lock.isOpen) lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Returns whether a runner currently holds this folder. */
export function isRunning(path: string): boolean {
  const file = join(path, "lock.sqlite");
  if (!existsSync(file)) return false;
  try {
    takeLock(file, path).close();
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

function createFolders(path: string): void {
  try {
    mkdirSync(join(path, "logs"), { recursive: true, mode: 0o700 });
    mkdirSync(join(path, "queues"), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refusal(`The data folder ${path} cannot be created: ${messageOf(error)}`);
  }
}

/** Takes the folder's lock. The operating system releases it when the process dies in any way, so it is never stale. */
function takeLock(file: string, path: string): DatabaseSync {
  try {
    const lock = new DatabaseSync(file, { timeout: 0 });
    try {
      lock.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
      return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (error) {
    if (!/locked/.test(messageOf(error))) throw damaged(file);
    throw new FolderInUse(
      `Another SecureCart is running on ${path}. Stop it first, or choose another folder: SECURECART_DATA=.securecart-2 SECURECART_PORT=4000 npm start`,
    );
  }
}

function checkDatabase(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const whole = statSync(file).size <= wholeCheckBytes;
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const row = database.prepare(whole ? "PRAGMA quick_check(1)" : "PRAGMA schema_version").get();
      if (whole && row?.quick_check !== "ok") throw damaged(file);
    } finally {
      database.close();
    }
  } catch {
    throw damaged(file);
  }
}

/** Returns whether the folder's shop has no demo products; with `empty`, records that it never gets them. */
function emptyShop(file: (name: string) => string, empty: boolean): boolean {
  const known = existsSync(file("empty-shop.json"));
  if (!empty || known) return known;
  if (existsSync(file("seeded.json")))
    throw new Refusal(
      `The shop in ${dirname(file("seeded.json"))} has products already. Choose another folder for an empty one: SECURECART_DATA=.securecart-mine SECURECART_PORT=4000 npm start -- --empty`,
    );
  writeJson(file("empty-shop.json"), { opened: true });
  return true;
}

function folderId(file: string): string {
  const known = readJson(file, z.object({ id: z.string().min(1) }));
  if (known) return known.id;
  const fresh = { id: randomUUID() };
  writeJson(file, fresh);
  return fresh.id;
}

/** Returns the folder's secrets, created once so that cart cookies and order links stay valid across restarts. */
function loadSecrets(file: string): Secrets {
  const known = readJson(file, Secrets);
  if (known) return known;
  const random = () => randomBytes(32).toString("base64url");
  const fresh: Secrets = {
    linkSecret: random(),
    revalidateSecret: random(),
    stripeSecretKey: `sk_test_${randomBytes(24).toString("hex")}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
  };
  try {
    writeJson(file, fresh, 0o600);
  } catch (error) {
    throw new Refusal(`The data folder is not writable (${codeOf(error) ?? messageOf(error)}): ${file}`);
  }
  return fresh;
}
