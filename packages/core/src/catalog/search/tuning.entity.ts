import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Synonyms and pinned products of the shop's search: one row, which the build of the index reads. */
export const TuningEntity = new Entity(
  {
    model: { service: "securecart", entity: "searchtuning", version: "1" },
    attributes: {
      synonyms: { type: "string", required: true },
      pins: { type: CustomAttributeType<Record<string, string[]>>("any"), required: true },
      /** Increases with each change. */
      version: { type: "number", required: true },
      updatedAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      only: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
