import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Count of the searches of a day that found nothing of the kind. It says nothing about who searched. */
export const MissEntity = new Entity(
  {
    model: { service: "securecart", entity: "searchmiss", version: "1" },
    attributes: {
      /** UTC day, YYYY-MM-DD. */
      day: { type: "string", required: true },
      query: { type: "string", required: true },
      count: { type: "number" },
      /** Number of these that showed products which match a part or come near. */
      near: { type: "number" },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byDay: {
        pk: { field: indexes.primary.pk, composite: ["day"] },
        sk: { field: indexes.primary.sk, composite: ["query"] },
      },
      /** All days, for the report. Few searches find nothing, and a process counts a limited number of them. */
      recent: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: [] },
        sk: { field: indexes.gsi1.sk, composite: ["day", "query"] },
      },
    },
  },
  Dynamo.config(),
);
