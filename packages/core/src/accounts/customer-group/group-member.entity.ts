import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";

/** Customer in a group, by which the admin lists a group. What the shop reads is on the customer's own row. */
export const GroupMemberEntity = new Entity(
  {
    model: { service: "securecart", entity: "groupmember", version: "1" },
    attributes: {
      groupId: { type: "string", required: true },
      customerId: { type: "string", required: true },
      addedAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byGroup: {
        pk: { field: indexes.primary.pk, composite: ["groupId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: ["customerId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
