import { Clock } from "@securecart/core/clock";
import { Reporting } from "@securecart/core/reporting";

export type Period = { from: string; to: string };

const days = (n: number) => n * 24 * 3600;

/** The days that the address asks for; when they make no sense, the last thirty. */
export function readPeriod({ from, to }: Record<string, unknown>): Period {
  const asked = Reporting.byDay.schema.safeParse({ from, to });
  if (asked.success) return asked.data;
  return { from: Clock.iso(-days(29)).slice(0, 10), to: Clock.iso().slice(0, 10) };
}
