import { join } from "node:path";
import type { Cloud } from "../../packages/local/src/testing";
import { workFolder } from "../paths";
import type { Deployment } from "../rehearsal/deploy";
import { unpack } from "./archive";
import { type Links, readLinks, relink } from "./links";
import { type Lambda, startLambda } from "./start";

/**
 * Starts a function from the archive that SST would upload. Each of its links gets the value that the local cloud has
 * under the same name.
 */
export async function startDeployed(
  { functions }: Deployment,
  name: string | RegExp,
  { env }: Cloud,
  also: Readonly<Record<string, string>> = {},
): Promise<Lambda & { links: Links }> {
  const found = functions.filter((one) =>
    typeof name === "string" ? one.name === name : name.test(one.name),
  );
  const [it] = found;
  if (!it?.archive || found.length > 1)
    throw new Error(`Expected one function ${name} with an archive, found ${found.length}.`);
  const folder = join(workFolder("unpacked"), it.name);
  unpack(it.archive, folder);
  const key = it.environment.SST_KEY ?? "";
  const links = readLinks(folder, key);
  const ours = Object.keys(links).filter((link) => env[`SST_RESOURCE_${link}`]);
  relink(
    folder,
    key,
    Object.fromEntries(ours.map((link) => [link, JSON.parse(env[`SST_RESOURCE_${link}`] ?? "null")])),
  );
  // The links are only in the archive.
  const services = Object.entries(env).filter(([variable]) => !variable.startsWith("SST_RESOURCE_"));
  const lambda = await startLambda({
    folder,
    handler: it.handler,
    environment: { ...Object.fromEntries(services), ...it.environment, ...also },
  });
  return { ...lambda, links };
}
