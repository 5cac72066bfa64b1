import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Somebody's authenticator app. Its key stands here sealed: who reads the table makes no codes. */
export const TotpEntity = new Entity(
  {
    model: { service: "securecart", entity: "totp", version: "1" },
    attributes: {
      subject: { type: "string", required: true },
      /** The key that signs in, once a code has shown that the app has it. */
      sealedKey: { type: "string" },
      /** The key that is being set up. */
      sealedOffer: { type: "string" },
      /** The latest 30 seconds whose code was used: no code is good twice, nor one before it. */
      usedStep: { type: "number", required: true, default: 0 },
      confirmedAt: { type: "string" },
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
