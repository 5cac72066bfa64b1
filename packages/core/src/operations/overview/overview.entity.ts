import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Step } from "./checklist";
import type { Waiting } from "./waiting";

/** Counts of the work that waits for staff, and the steps of the set-up, as they were last counted: one row. */
export const OverviewEntity = new Entity(
  {
    model: { service: "securecart", entity: "overview", version: "1" },
    attributes: {
      of: { type: ["shop"] as const, required: true, default: "shop" },
      waiting: { type: CustomAttributeType<Waiting>("any"), required: true },
      steps: { type: CustomAttributeType<Step[]>("any"), required: true },
      countedAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      only: {
        pk: { field: indexes.primary.pk, composite: ["of"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
