import type { z } from "zod";

/**
 * Wraps a domain function so that its input is parsed before its body runs: inside, types can be trusted. What is passed
 * after the input goes to the body as it is, such as writes that join its transaction. The function throws a ZodError
 * when the input does not fit; the schema stays readable as `.schema`.
 */
export function fn<Schema extends z.ZodType, Rest extends unknown[], Result>(
  schema: Schema,
  body: (input: z.output<Schema>, ...rest: Rest) => Result,
) {
  const run = (input: z.input<Schema>, ...rest: Rest) => body(schema.parse(input), ...rest);
  return Object.assign(run, { schema });
}
