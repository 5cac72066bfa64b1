import type { ReactNode } from "react";
import { classes } from "./classes";

type Tone = "good" | "warning" | "bad" | "plain";

const tones: Record<Tone, string> = {
  good: "border-accent bg-accent-soft",
  warning: "border-warning bg-warning-soft",
  bad: "border-danger bg-danger-soft",
  plain: "border-edge bg-sunken",
};

export type NoticeProps = {
  tone?: Tone;
  role?: "status" | "alert";
  className?: string;
  children: ReactNode;
};

/** Renders a message to the shopper. Set `role` when it appears while the page is open. */
export function Notice({ tone = "plain", role, className, children }: NoticeProps) {
  return (
    <div role={role} className={classes("rounded-control border-l-4 px-4 py-3", tones[tone], className)}>
      {children}
    </div>
  );
}
