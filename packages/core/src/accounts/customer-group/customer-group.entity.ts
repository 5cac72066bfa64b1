import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Customer group. All share one partition: a shop has few, and only staff write them. Never deleted. */
export const CustomerGroupEntity = new Entity(
  {
    model: { service: "securecart", entity: "customergroup", version: "1" },
    attributes: {
      groupId: { type: "string", required: true },
      name: { type: "string", required: true },
      description: { type: "string" },
      state: { type: ["current", "archived"] as const, required: true },
      /** Number of customers in it. */
      members: { type: "number", required: true },
      /** Changes with name, description and state. */
      version: { type: "number", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      all: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: ["groupId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
