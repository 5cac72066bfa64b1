import type { ProductStatus } from "@securecart/core/catalog";
import { Badge, type BadgeTone } from "#app/_components/ui/badge";
import { statusLabels } from "./read";

const tones: Partial<Record<ProductStatus, BadgeTone>> = { active: "good", draft: "warning" };

export const StatusBadge = ({ status }: { status: ProductStatus }) => (
  <Badge tone={tones[status] ?? "plain"}>{statusLabels[status]}</Badge>
);
