import { Clock } from "@securecart/core/clock";
import { Reporting } from "@securecart/core/reporting";
import { Settings } from "@securecart/core/settings";

export type Period = { from: string; to: string; zone: string };

/** Reads the period from the URL. Returns the last thirty days in a time zone when it is invalid. */
export function readPeriod({ from, to }: Record<string, unknown>, zone: string): Period {
  const parsed = Reporting.byDay.schema.safeParse({ from, to, zone });
  if (parsed.success) return parsed.data;
  const today = Settings.dayIn(zone, Clock.iso());
  return { from: Settings.dayBefore(today, 29), to: today, zone };
}
