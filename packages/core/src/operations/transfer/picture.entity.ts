import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Picture of an import by the hash of its address: where it is stored, or why it could not be fetched. */
export const PictureEntity = new Entity(
  {
    model: { service: "securecart", entity: "importedpicture", version: "1" },
    attributes: {
      urlHash: { type: "string", required: true },
      url: { type: "string", required: true },
      key: { type: "string" },
      width: { type: "number" },
      height: { type: "number" },
      problem: { type: "string" },
      updatedAt: {
        type: "string",
        required: true,
        default: () => Clock.iso(),
        watch: "*",
        set: () => Clock.iso(),
      },
    },
    indexes: {
      byUrl: {
        pk: { field: indexes.primary.pk, composite: ["urlHash"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
