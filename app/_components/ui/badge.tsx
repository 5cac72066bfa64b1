import type { ReactNode } from "react";
import { classes } from "./classes";

/** Meaning of a badge's color: done, on its way, to be acted on, gone wrong, reduced. The text says it as well. */
export type BadgeTone = "plain" | "good" | "warning" | "bad" | "sale";

const tones: Record<BadgeTone, string> = {
  plain: "bg-sunken text-ink",
  good: "bg-accent-soft text-accent",
  warning: "bg-warning-soft text-warning",
  bad: "bg-danger-soft text-danger",
  sale: "bg-accent text-on-accent",
};

export function Badge({ tone = "plain", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span className={classes("inline-block rounded-control px-2 py-0.5 text-sm font-medium", tones[tone])}>
      {children}
    </span>
  );
}
