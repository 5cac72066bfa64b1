import type { z } from "zod";

/**
 * A domain function: its input is parsed before its body runs, so that inside types can be trusted.
 * Throws ZodError when the input does not fit; the schema stays readable as `.schema`.
 */
export function fn<Schema extends z.ZodType, Result>(
  schema: Schema,
  body: (input: z.output<Schema>) => Result,
) {
  const run = (input: z.input<Schema>) => body(schema.parse(input));
  return Object.assign(run, { schema });
}
