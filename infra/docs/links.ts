import type { Resource } from "./standing";

/** What connects two parts: a rule, an event source, a permission, an origin. An arrow without one is not drawn. */
export type Link = (resources: readonly Resource[]) => boolean;

const text = (value: unknown) => JSON.stringify(value) ?? "";

const some =
  (type: string, fits: (resource: Resource) => boolean): Link =>
  (resources) =>
    resources.some((resource) => resource.type === type && fits(resource));

/** A function is fed from a queue or a stream. */
export const fed = (source: RegExp, consumer: RegExp): Link =>
  some(
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    ({ inputs }) => source.test(text(inputs.eventSourceArn)) && consumer.test(text(inputs.functionName)),
  );

/** A rule of the bus sends what matches to a queue. */
export const routed = (queue: RegExp): Link =>
  some("aws:cloudwatch/eventTarget:EventTarget", ({ inputs }) => queue.test(text(inputs.arn)));

/** A schedule calls a function. */
export const scheduled = (handler: RegExp): Link =>
  some("aws:scheduler/schedule:Schedule", ({ inputs }) => handler.test(text(inputs.target)));

/** A role of this name may do this. */
export const allowed = (role: RegExp, action: string): Link =>
  some(
    "aws:iam/role:Role",
    ({ name, inputs }) => role.test(name) && actionsOf(inputs.inlinePolicies).includes(action),
  );

/** An input of a resource speaks of something. */
export const mentions = (type: string, named: RegExp, what: RegExp): Link =>
  some(type, ({ name, inputs }) => named.test(name) && what.test(text(inputs)));

export const exists = (type: string, named = /./): Link => some(type, ({ name }) => named.test(name));

export const every =
  (...links: Link[]): Link =>
  (resources) =>
    links.every((link) => link(resources));

/** All actions of a role's inline policies. */
function actionsOf(policies: unknown): string[] {
  if (!Array.isArray(policies)) return [];
  return policies.flatMap(({ policy }) => {
    const document: { Statement?: { Effect?: string; Action?: string | string[] }[] } = JSON.parse(
      String(policy),
    );
    return (document.Statement ?? [])
      .filter(({ Effect }) => Effect !== "Deny")
      .flatMap(({ Action = [] }) => Action);
  });
}
