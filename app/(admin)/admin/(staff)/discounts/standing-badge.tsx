import type { Standing } from "@securecart/core/promotion";
import { classes } from "#app/_components/ui/classes";
import { standingLabels } from "./words";

const looks: Record<Standing, string> = {
  active: "border-accent bg-accent-soft",
  scheduled: "border-edge bg-surface",
  paused: "border-warning bg-warning-soft",
  ended: "border-transparent bg-sunken",
  used_up: "border-transparent bg-sunken",
  archived: "border-transparent bg-sunken",
};

export function StandingBadge({ standing }: { standing: Standing }) {
  return (
    <span
      className={classes(
        "inline-block rounded-control border px-2 text-sm font-medium whitespace-nowrap text-ink",
        looks[standing],
      )}
    >
      {standingLabels[standing]}
    </span>
  );
}
