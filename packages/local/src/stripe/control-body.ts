/** The JSON object of a control request. */
export type Body = Record<string, unknown>;

/** A control request that makes no sense: answered 400 with its message. */
export class Refused extends Error {}

export function integer(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== "number" || !Number.isInteger(value))
    throw new Refused(`Give ${name} as a whole number.`);
  return value;
}
