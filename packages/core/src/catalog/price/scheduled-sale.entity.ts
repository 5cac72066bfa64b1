import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { SaleTerms } from "./types";

/** Scheduled sale. All are in one partition: they are few, and only staff read and write them here. */
export const ScheduledSaleEntity = new Entity(
  {
    model: { service: "securecart", entity: "scheduledsale", version: "1" },
    attributes: {
      saleId: { type: "string", required: true },
      terms: { type: CustomAttributeType<SaleTerms>("any"), required: true },
      /** Time at which it was stopped before its end. */
      stoppedAt: { type: "string" },
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
        sk: { field: indexes.primary.sk, composite: ["saleId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
