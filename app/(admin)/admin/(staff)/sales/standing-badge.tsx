import type { Standing } from "@securecart/core/price";
import { classes } from "#app/_components/ui/classes";
import { standingLabels } from "./words";

const looks: Record<Standing, string> = {
  running: "border-accent bg-accent-soft",
  scheduled: "border-edge bg-surface",
  ended: "border-transparent bg-sunken",
  stopped: "border-warning bg-warning-soft",
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
