import { Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";

/** How often signing in failed of late, for an account or from a place; or that a place is an account's own. */
export const AttemptEntity = new Entity(
  {
    model: { service: "securecart", entity: "staffattempt", version: "1" },
    attributes: {
      kind: { type: ["account", "origin", "home"] as const, required: true },
      /** A keyed digest: no address stands in a key. */
      value: { type: "string", required: true },
      count: { type: "number" },
      /** Until when it counts. */
      until: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byValue: {
        pk: { field: indexes.primary.pk, composite: ["kind", "value"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
