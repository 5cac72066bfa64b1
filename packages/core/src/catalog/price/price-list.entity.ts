import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { ListTerms } from "./types";

/** Price list of a customer group. All are in one partition: they are few, and only staff read and write them here. */
export const PriceListEntity = new Entity(
  {
    model: { service: "securecart", entity: "pricelist", version: "1" },
    attributes: {
      listId: { type: "string", required: true },
      terms: { type: CustomAttributeType<ListTerms>("any"), required: true },
      isArchived: { type: "boolean", required: true, default: false },
      version: { type: "number", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
      updatedAt: {
        type: "string",
        required: true,
        default: () => Clock.iso(),
        watch: "*",
        set: () => Clock.iso(),
      },
    },
    indexes: {
      all: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: ["listId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
