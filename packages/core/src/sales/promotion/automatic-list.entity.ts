import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Automatic } from "./automatic";

/**
 * The automatic discounts in use, in one row: a cart reads them together with its lines, without a request more. Only
 * staff write it.
 */
export const AutomaticListEntity = new Entity(
  {
    model: { service: "securecart", entity: "automaticdiscounts", version: "1" },
    attributes: {
      version: { type: "number", required: true },
      discounts: { type: CustomAttributeType<Automatic[]>("any"), required: true },
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
