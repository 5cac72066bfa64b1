import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Codes that replace a lost second factor, as keyed digests. */
export const RecoveryCodeEntity = new Entity(
  {
    model: { service: "securecart", entity: "recovery", version: "1" },
    attributes: {
      subject: { type: "string", required: true },
      /** Digests of the unused codes; absent when all were used. */
      digests: { type: "set", items: "string" },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      bySubject: {
        pk: { field: indexes.primary.pk, composite: ["subject"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
