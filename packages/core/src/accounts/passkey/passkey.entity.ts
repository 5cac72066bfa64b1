import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** A passkey of a customer or a member of staff: the public half of it, which is no secret. */
export const PasskeyEntity = new Entity(
  {
    model: { service: "securecart", entity: "passkey", version: "1" },
    attributes: {
      /** Whose it is: `cus_…`, `stf_…`. */
      subject: { type: "string", required: true },
      credentialId: { type: "string", required: true },
      publicKey: { type: "string", required: true },
      /** How often the device says it was used; many always say 0. */
      counter: { type: "number", required: true },
      transports: { type: "list", items: { type: "string" }, required: true },
      label: { type: "string", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
      usedAt: { type: "string" },
    },
    indexes: {
      bySubject: {
        pk: { field: indexes.primary.pk, composite: ["subject"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: ["credentialId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
