import type { ProductStatus } from "@securecart/core/catalog";
import { classes } from "#app/_components/ui/classes";
import { statusLabels } from "./read";

const tones: Record<ProductStatus, string> = {
  active: "bg-accent-soft text-accent",
  draft: "bg-warning-soft text-ink",
  hidden: "bg-sunken text-ink",
  archived: "bg-sunken text-muted",
};

export function StatusBadge({ status }: { status: ProductStatus }) {
  return (
    <span className={classes("inline-block rounded-control px-2 py-0.5 text-sm font-medium", tones[status])}>
      {statusLabels[status]}
    </span>
  );
}
