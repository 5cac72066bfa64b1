import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Authenticator app of an owner. Its key is stored sealed, so that the table does not reveal its codes. */
export const TotpEntity = new Entity(
  {
    model: { service: "securecart", entity: "totp", version: "1" },
    attributes: {
      subject: { type: "string", required: true },
      /** Key in use, since a code has shown that the app has it. */
      sealedKey: { type: "string" },
      /** Key that is being set up. */
      sealedOffer: { type: "string" },
      /** Latest time step whose code was used: neither it nor an earlier one is accepted again. */
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
