import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Link that was emailed to an invited person. The table holds only a hash of its token. */
export const InvitationEntity = new Entity(
  {
    model: { service: "securecart", entity: "staffinvitation", version: "1" },
    attributes: {
      tokenHash: { type: "string", required: true },
      staffId: { type: "string", required: true },
      /** Version of the staff member when it was sent: links of an older version are not valid. */
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
