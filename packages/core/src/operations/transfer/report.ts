import { z } from "zod";

/** Outcome of a product of a file, as it is reported. */
export const Entry = z.object({
  /** Lines of the file. */
  lines: z.array(z.number()),
  title: z.string(),
  result: z.enum(["created", "changed", "same", "refused"]),
  /** Names of the fields that change. */
  fields: z.array(z.string()).optional(),
  /** Reasons why it is refused. */
  why: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
  productId: z.string().optional(),
  /** Number of pictures to fetch. */
  pending: z.number().optional(),
  /** Pictures that could not be fetched, and why. */
  pictures: z.array(z.object({ url: z.string(), problem: z.string() })).optional(),
});

export type Entry = z.output<typeof Entry>;
export const Entries = z.array(Entry);

const mostFields = 12;

/** Names what differs between two versions: fields of the product, then fields of variants with their number. */
export function fieldsOf(after: Record<string, string>): string[] {
  const own: string[] = [];
  const ofVariants = new Map<string, number>();
  for (const name of Object.keys(after)) {
    const at = name.lastIndexOf(": ");
    if (at < 0) own.push(name);
    else ofVariants.set(name.slice(at + 2), (ofVariants.get(name.slice(at + 2)) ?? 0) + 1);
  }
  const named = [...ofVariants].map(([name, count]) =>
    count === 1 ? `${name} of 1 variant` : `${name} of ${count} variants`,
  );
  return [...own, ...named].slice(0, mostFields);
}
