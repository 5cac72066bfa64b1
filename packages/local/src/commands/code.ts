import { existsSync } from "node:fs";
import { join } from "node:path";
import { now } from "../clock";
import { dataPath } from "../data-folder";
import { codeOf, ownerOf } from "../owner";
import { Refusal } from "../refusal";
import { root } from "../services";

/** Prints the six digits with which the owner of this data folder signs in, as their authenticator app would. */
export async function code(): Promise<number> {
  const path = dataPath(root, process.env.SECURECART_DATA);
  if (!existsSync(join(path, "owner.json")))
    throw new Refusal(`There is no shop at ${path} yet. Start it first: npm start`);
  const { code, seconds } = codeOf(ownerOf(path), now(join(path, "clock.json")));
  console.log(`${code}  (for ${seconds} more seconds, good once)`);
  return 0;
}
