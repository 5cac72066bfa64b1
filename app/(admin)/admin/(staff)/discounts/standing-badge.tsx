import type { Standing } from "@securecart/core/promotion";
import { Badge, type BadgeTone } from "#app/_components/ui/badge";
import { standingLabels } from "./words";

const tones: Partial<Record<Standing, BadgeTone>> = { active: "good", paused: "warning" };

export const StandingBadge = ({ standing }: { standing: Standing }) => (
  <Badge tone={tones[standing] ?? "plain"}>{standingLabels[standing]}</Badge>
);
