import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** How often something was tried of late, for an account or from a place; or that a place is an account's own. */
export const AttemptEntity = new Entity(
  {
    model: { service: "securecart", entity: "attempt", version: "1" },
    attributes: {
      what: { type: "string", required: true },
      kind: { type: ["pair", "account", "origin", "home", "known"] as const, required: true },
      /** A keyed digest: no address stands in a key. */
      value: { type: "string", required: true },
      count: { type: "number" },
      /** Until when it counts. */
      until: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byValue: {
        pk: { field: indexes.primary.pk, composite: ["what", "kind", "value"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
