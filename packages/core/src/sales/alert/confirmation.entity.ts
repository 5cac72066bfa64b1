import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Request to confirm an email address, one for an address and day: no more emails go to an address that is not confirmed. */
export const AlertConfirmationEntity = new Entity(
  {
    model: { service: "securecart", entity: "alertconfirmation", version: "1" },
    attributes: {
      confirmationId: { type: "string", required: true },
      email: { type: "string", required: true },
      createdAt: { type: "string", required: true },
      sentAt: { type: "string" },
      leaseUntil: { type: "string" },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["confirmationId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
