import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Count of one card, email address or origin within an hour. The value is a keyed digest: no personal data. */
export const VelocityEntity = new Entity(
  {
    model: { service: "securecart", entity: "velocity", version: "1" },
    attributes: {
      kind: { type: "string", required: true },
      value: { type: "string", required: true },
      /** Hour: "2026-11-21T09". */
      hour: { type: "string", required: true },
      /** Ids of the orders or declined charges that were counted. */
      seen: { type: "set", items: "string" },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byValue: {
        pk: { field: indexes.primary.pk, composite: ["kind", "value"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: ["hour"] },
      },
    },
  },
  Dynamo.config(),
);
