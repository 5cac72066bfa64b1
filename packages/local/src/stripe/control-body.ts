/** JSON object of a control request. */
export type Body = Record<string, unknown>;

/** An invalid control request. Its message is returned with status 400. */
export class Refused extends Error {}

export function integer(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== "number" || !Number.isInteger(value))
    throw new Refused(`${name} must be a whole number.`);
  return value;
}
