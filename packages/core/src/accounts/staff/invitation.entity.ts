import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** A link that was mailed to a new member. Of its token the table has a hash, and it is good once. */
export const InvitationEntity = new Entity(
  {
    model: { service: "securecart", entity: "staffinvitation", version: "1" },
    attributes: {
      tokenHash: { type: "string", required: true },
      staffId: { type: "string", required: true },
      /** The member's version when it was written: an older letter is good no longer. */
      version: { type: "number", required: true },
      endsAt: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byToken: {
        pk: { field: indexes.primary.pk, composite: ["tokenHash"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
