import { parseArgs } from "node:util";
import { z } from "zod";
import { capacity } from "./generate";

export type Arguments = {
  /** Total number of products; by default only the base catalog. */
  products?: number | undefined;
  /** Seed number of the larger catalog: the same number gives the same products. */
  seed: number;
  /** Do nothing when the shop already has products. */
  ifEmpty: boolean;
  /** Create the owner but no products. */
  nothing: boolean;
};

const USAGE = "Usage: seed [--products N] [--seed N] [--if-empty | --nothing]";

const wholeNumber = (name: string, least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} must be a whole number.`)
    .transform(Number)
    .pipe(
      z
        .int(`${name} must be a whole number.`)
        .min(least, `${name} must be at least ${least}.`)
        .max(most, `${name} must be at most ${most}.`),
    );

/** Parses the command line, or returns its problem in one line. */
export function readArguments(argv: string[], baseCount: number): Arguments | { problem: string } {
  const Given = z.object({
    products: wholeNumber("--products", baseCount, baseCount + capacity).optional(),
    seed: wholeNumber("--seed", 1, 9999).default(1),
    "if-empty": z.boolean().default(false),
    nothing: z.boolean().default(false),
  });
  try {
    const options = {
      products: { type: "string" },
      seed: { type: "string" },
      "if-empty": { type: "boolean" },
      nothing: { type: "boolean" },
    } as const;
    const given = Given.safeParse(parseArgs({ args: argv, options }).values);
    if (!given.success) return { problem: `${given.error.issues[0]?.message} ${USAGE}` };
    const { products, seed, "if-empty": ifEmpty, nothing } = given.data;
    return { products, seed, ifEmpty, nothing };
  } catch (error) {
    const [first] = error instanceof Error ? error.message.split(/[.\n]/) : [];
    return { problem: `${first}. ${USAGE}` };
  }
}
