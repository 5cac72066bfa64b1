import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "../clock";
import { Dynamo, indexes } from "../dynamo";

/** Group of the merchant's settings, see groups.ts. A group without a row has its defaults. */
export const SettingEntity = new Entity(
  {
    model: { service: "securecart", entity: "setting", version: "1" },
    attributes: {
      group: { type: "string", required: true },
      value: { type: CustomAttributeType<Record<string, unknown>>("any"), required: true },
      /** Rises with every change, so that no save overwrites an unseen change. */
      version: { type: "number", required: true },
      actor: { type: "string", required: true },
      /** Audit row of the last change, whose values from before an undo restores. */
      auditId: { type: "string" },
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
