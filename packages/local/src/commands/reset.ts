import { existsSync, renameSync, rmSync } from "node:fs";
import { dataPath, isRunning } from "../data-folder";
import { Refusal } from "../refusal";
import { root } from "../services";

/** Deletes the shop's data: products, orders, mails, payments. Refuses while a cloud runs on it. */
export async function reset(): Promise<number> {
  const path = dataPath(root, process.env.SECURECART_DATA);
  if (!existsSync(path)) {
    console.log(`There is nothing at ${path}.`);
    return 0;
  }
  if (!existsSync(`${path}/lock.sqlite`))
    throw new Refusal(`${path} is no data folder of SecureCart; it was left alone.`);
  if (isRunning(path)) throw new Refusal(`A SecureCart is running on ${path}. Stop it first.`);
  const doomed = `${path}.deleted-${process.pid}`;
  renameSync(path, doomed); // at once and whole: a kill in the middle leaves no half folder behind
  rmSync(doomed, { recursive: true, force: true, maxRetries: 3 });
  console.log(`Deleted ${path}.`);
  return 0;
}
