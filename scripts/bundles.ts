import { relative } from "node:path";
import { machines, queues, reporting, routes, schedules, streamConsumers } from "@securecart/core/topology";
import { rolldown } from "rolldown";

/** Returns the handler of every deployed function, as `file.export` paths, each once and sorted. */
export function handlers() {
  const consumers = [
    ...queues,
    ...reporting.queues,
    ...reporting.tasks,
    ...schedules,
    ...streamConsumers,
    ...routes,
  ];
  const steps = machines.flatMap(({ functions }) => Object.values(functions));
  const all = [...consumers.map(({ consumer }) => consumer.handler), ...steps.map(({ handler }) => handler)];
  return [...new Set(all)].sort();
}

/**
 * Bundles a handler as the deployment does (tree-shaken, AWS SDK and libraries outside) and returns the files of core in
 * it, as paths below `packages/core/src`, sorted.
 */
export async function coreFilesOf(handler: string): Promise<string[]> {
  const [, file = "", name = ""] = /^(.*)\.(\w+)$/.exec(handler) ?? [];
  const entry = "virtual:handler";
  const bundle = await rolldown({
    input: entry,
    platform: "node",
    logLevel: "silent",
    external: (id) => id !== entry && !/^(\.|\/|#|@securecart\/)/.test(id),
    plugins: [
      {
        name: "handler",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry ? `export { ${name} } from ${JSON.stringify(`${process.cwd()}/${file}.ts`)};` : null,
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  const core = `${process.cwd()}/packages/core/src`;
  return output
    .flatMap((chunk) => (chunk.type === "chunk" ? Object.entries(chunk.modules) : []))
    .filter(([id, { renderedLength }]) => id.startsWith(`${core}/`) && renderedLength > 0)
    .map(([id]) => relative(core, id))
    .sort();
}
