import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { BoardList, BoardRounding, BoardSale } from "./types";

/**
 * All sales and price lists that a price can follow from, in one row: every read of variants reads it in the same
 * request. Only staff who change them write it.
 */
export const BoardEntity = new Entity(
  {
    model: { service: "securecart", entity: "priceboard", version: "1" },
    attributes: {
      board: { type: "string", required: true },
      version: { type: "number", required: true },
      sales: { type: CustomAttributeType<BoardSale[]>("any"), required: true },
      /** Roundings since the merchant first chose one. */
      roundings: { type: CustomAttributeType<BoardRounding[] | undefined>("any") },
      lists: { type: CustomAttributeType<BoardList[] | undefined>("any") },
      updatedAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byName: {
        pk: { field: indexes.primary.pk, composite: ["board"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
