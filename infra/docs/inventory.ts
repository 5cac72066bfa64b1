import { everySwitch, openStage, openSwitched } from "../stages";
import type { SynthesizedResource } from "../synthesize";

/** A synthesized resource, as far as the documents depend on it. */
export type Resource = Pick<SynthesizedResource, "type" | "name" | "inputs">;

export type Inventory = {
  /** The resources of the production stage as it is configured. */
  always: readonly Resource[];
  /** The same with every switch on. */
  all: readonly Resource[];
};

/** Synthesizes the production stage twice: as it is configured and with every switch on. */
export async function openInventory(): Promise<Inventory> {
  const [always, all] = await Promise.all([openStage("production"), openSwitched("production", everySwitch)]);
  const resources = ({ synthesis }: typeof always) =>
    synthesis.resources.filter(({ options }) => options.custom);
  return { always: resources(always), all: resources(all) };
}

/**
 * Returns the resources that a selector matches: a type as `infra/inventory` spells it, then optionally a name in which
 * `*` matches any text ("sqs:Queue *DeadLettersQueue").
 */
export function select(selector: string, resources: readonly Resource[]): readonly Resource[] {
  const [type = "", name = "*"] = selector.split(" ");
  const pattern = glob(name);
  return resources.filter((one) => shortType(one.type) === type && pattern.test(one.name));
}

export const glob = (name: string) => new RegExp(`^${name.split("*").map(RegExp.escape).join(".*")}$`);

/** Shortens "aws:sqs/queue:Queue" to "sqs:Queue". */
const shortType = (type: string) => type.replace(/^aws:([^/]+)\/.*:/, "$1:");

/** Returns true when a resource's inputs contain the text; of a role, only the actions that it allows count. */
export function mentions({ type, inputs }: Resource, text: string): boolean {
  if (type === "aws:iam/role:Role") return allowedActions(inputs.inlinePolicies).includes(text);
  // Some inputs are JSON in a string: without escapes they read like the others.
  return JSON.stringify(inputs).replaceAll("\\", "").includes(text);
}

type Policy = { Statement?: { Effect?: string; Action?: string | string[] }[] };

function allowedActions(policies: unknown): string[] {
  if (!Array.isArray(policies)) return [];
  return policies
    .flatMap(({ policy }) => (JSON.parse(String(policy)) as Policy).Statement ?? [])
    .filter(({ Effect }) => Effect !== "Deny")
    .flatMap(({ Action = [] }) => Action);
}
