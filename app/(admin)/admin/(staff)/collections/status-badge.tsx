import type { CollectionStatus } from "@securecart/core/collection";
import { Badge } from "#app/_components/ui/badge";
import { statusLabels } from "./words";

export function StatusBadge({ status }: { status: CollectionStatus }) {
  return <Badge tone={status === "active" ? "good" : "plain"}>{statusLabels[status]}</Badge>;
}
