import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Passkey of a customer or a staff member: its public key, which is not secret. */
export const PasskeyEntity = new Entity(
  {
    model: { service: "securecart", entity: "passkey", version: "1" },
    attributes: {
      /** Id of its owner: `cus_…`, `stf_…`. */
      subject: { type: "string", required: true },
      credentialId: { type: "string", required: true },
      publicKey: { type: "string", required: true },
      /** Number of uses that the device reports; many devices always report 0. */
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
