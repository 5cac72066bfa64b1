import { existsSync, renameSync, rmSync } from "node:fs";
import { dataPath, isRunning } from "../data-folder";
import { Refusal } from "../refusal";
import { root } from "../services";

/** Deletes the shop's data: products, orders, emails, payments. Refuses while a cloud is running on it. */
export async function reset(): Promise<number> {
  const path = dataPath(root, process.env.SECURECART_DATA);
  if (!existsSync(path)) {
    console.log(`${path} does not exist; there is nothing to delete.`);
    return 0;
  }
  if (!existsSync(`${path}/lock.sqlite`))
    throw new Refusal(`${path} is not a SecureCart data folder. Nothing was deleted.`);
  if (isRunning(path)) throw new Refusal(`A SecureCart is running on ${path}. Stop it first.`);
  const doomed = `${path}.deleted-${process.pid}`;
  renameSync(path, doomed); // atomic: a kill in between leaves no half-deleted folder
  rmSync(doomed, { recursive: true, force: true, maxRetries: 3 });
  console.log(`Deleted ${path}.`);
  return 0;
}
