import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** The codes with which somebody gets in who has lost their second factor, as keyed digests. */
export const RecoveryEntity = new Entity(
  {
    model: { service: "securecart", entity: "recovery", version: "1" },
    attributes: {
      subject: { type: "string", required: true },
      /** Those that were not used; absent when all were. */
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
