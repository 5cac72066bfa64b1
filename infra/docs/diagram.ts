import * as topology from "@securecart/core/topology";
import type { SwitchName } from "../../stacks/config";
import diagram from "./diagram.json";
import { glob, type Inventory, mentions, type Resource, select } from "./inventory";

/** A box of the overview. A part without a resource is outside AWS. */
export type Part = { id: string; label: string; resource?: string; except?: string; switch?: SwitchName };

/**
 * An arrow of the overview. Each entry of `because` must hold: some resource matches the selector (first element) and
 * mentions every other element.
 */
export type Arrow = { from: string; to: string; label?: string; because?: string[][] };

export const layers = diagram.layers as Record<string, Part[]>;
export const parts: readonly Part[] = Object.values(layers).flat();
export const arrows: readonly Arrow[] = diagram.arrows;

/** Draws the deployed services and the connections between them as a Mermaid flowchart. */
export function drawOverview(inventory: Inventory): string {
  const box = (part: Part, layer: string) => {
    const text = part.label.replace("{n}", String(resourcesOf(part, inventory).length));
    return `  ${part.id}${part.resource ? `["${text}"]` : `(["${text}"])`}:::${layer}`;
  };
  const switched = parts.filter((part) => part.switch).map(({ id }) => id);
  return mermaid([
    "flowchart TB",
    ...Object.entries(layers).flatMap(([layer, boxes]) => boxes.map((part) => box(part, layer))),
    ...arrows.map(({ from, to, label }) => `  ${from} -->${label ? `|${label}|` : ""} ${to}`),
    ...Object.entries(diagram.colors).map(([layer, color]) => `  classDef ${layer} stroke:${color}`),
    "  classDef switched stroke-dasharray:5 5",
    `  class ${switched.join(",")} switched`,
  ]);
}

/** Draws the topology as a Mermaid flowchart: every rule, queue, schedule, stream and route with its handler. */
export function drawEvents(): string {
  const { rules, queues, reporting, schedules, streamConsumers, routes, machines } = topology;
  const short = (path: string) => path.replace("packages/functions/src/", "").replace(/\.handler$/, "");
  const handler = (name: string, path: string) => `${name}Handler["${short(path)}"]`;
  const wired = (on: string, rule: { name: string; queue: string }) =>
    `  Bus ${on}|${rule.name}| ${rule.queue}`;
  const fed = (on: string, { name, consumer }: { name: string; consumer: { handler: string } }) =>
    `  ${name}[["${name}"]] ${on} ${handler(name, consumer.handler)}`;
  return mermaid([
    "flowchart LR",
    ...streamConsumers.map(
      ({ name, consumer }) =>
        `  Table[("Table")] -->|stream| ${handler(name, consumer.handler)} --> Bus{{"Bus"}}`,
    ),
    ...rules.map((rule) => wired("-->", rule)),
    ...reporting.rules.map((rule) => wired("-.->", rule)),
    ...queues.map((queue) => fed("-->", queue)),
    ...reporting.queues.map((queue) => fed("-.->", queue)),
    ...routes.map(
      ({ method, path, consumer }, index) =>
        `  Route${index}(["${method} ${path}"]) --> ${handler(`Route${index}`, consumer.handler)}`,
    ),
    ...schedules.map(
      ({ name, everySeconds, consumer }) =>
        `  ${name}(["every ${spoken(everySeconds)}"]) --> ${handler(name, consumer.handler)}`,
    ),
    ...machines.map(({ name, functions }) => {
      const steps = Object.entries(functions).map(([step, { handler }]) => `${step}: ${short(handler)}`);
      return `  ${name}{{"${name}"}} --> ${name}Steps["${steps.join("<br>")}"]`;
    }),
  ]);
}

/** Returns the resources that a part stands for, with its switch on where it has one. */
export function resourcesOf({ resource, except, switch: behind }: Part, { always, all }: Inventory) {
  const found: readonly Resource[] = resource ? select(resource, behind ? all : always) : [];
  return except ? found.filter(({ name }) => !glob(except).test(name)) : found;
}

/** Returns true when the resources prove the arrow. */
export const isProved = ({ because = [] }: Arrow, resources: readonly Resource[]): boolean =>
  because.every(([selector = "", ...texts]) =>
    select(selector, resources).some((one) => texts.every((text) => mentions(one, text))),
  );

const spoken = (seconds: number) =>
  seconds % 86_400 === 0 ? "day" : seconds === 60 ? "minute" : `${seconds / 60} minutes`;

const mermaid = (lines: readonly string[]) => ["```mermaid", ...lines, "```"].join("\n");
