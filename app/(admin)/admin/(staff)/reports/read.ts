import { Clock } from "@securecart/core/clock";
import { Reporting } from "@securecart/core/reporting";

export type Period = { from: string; to: string };

const days = (n: number) => n * 24 * 3600;

/** Reads the period from the URL. Returns the last thirty days when it is invalid. */
export function readPeriod({ from, to }: Record<string, unknown>): Period {
  const parsed = Reporting.byDay.schema.safeParse({ from, to });
  if (parsed.success) return parsed.data;
  return { from: Clock.iso(-days(29)).slice(0, 10), to: Clock.iso().slice(0, 10) };
}
