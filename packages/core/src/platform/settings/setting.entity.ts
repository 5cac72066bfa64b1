import { Entity } from "electrodb";
import { Clock } from "../clock";
import { Dynamo, indexes } from "../dynamo";

/** A group of the merchant's settings. What it holds is described in settings.ts; a group without a row has its defaults. */
export const SettingEntity = new Entity(
  {
    model: { service: "securecart", entity: "setting", version: "1" },
    attributes: {
      group: { type: "string", required: true },
      value: { type: "any", required: true },
      /** Moves with every change, so that two people never overwrite each other unseen. */
      version: { type: "number", required: true },
      actor: { type: "string", required: true },
      at: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byGroup: {
        pk: { field: indexes.primary.pk, composite: ["group"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
