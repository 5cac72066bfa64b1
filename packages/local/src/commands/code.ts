import { existsSync } from "node:fs";
import { join } from "node:path";
import { now } from "../clock";
import { dataPath } from "../data-folder";
import { codeOf, ownerOf } from "../owner";
import { Refusal } from "../refusal";
import { root } from "../services";

/** Prints the current sign-in code of this data folder's owner, as an authenticator app would show it. */
export async function code(): Promise<number> {
  const path = dataPath(root, process.env.SECURECART_DATA);
  if (!existsSync(join(path, "owner.json")))
    throw new Refusal(`There is no shop at ${path} yet. Start it first: npm start`);
  const { code, seconds } = codeOf(ownerOf(path), now(join(path, "clock.json")));
  console.log(`${code}  (valid once, for ${seconds} more seconds)`);
  return 0;
}
