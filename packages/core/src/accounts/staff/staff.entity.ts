import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import { roles } from "./duties";

/** Somebody who may enter the back office. `version` moves with whatever says what they may do. */
export const StaffEntity = new Entity(
  {
    model: { service: "securecart", entity: "staff", version: "2" },
    attributes: {
      staffId: { type: "string", required: true },
      email: { type: "string", required: true },
      roles: { type: "set", items: roles, required: true },
      /** Invited: has no password yet. Disabled: gets in no more, and can be let in again. */
      state: { type: ["invited", "active", "disabled"] as const, required: true },
      passwordHash: { type: "string" },
      invitedBy: { type: "string" },
      version: { type: "number", required: true, default: 1 },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["staffId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      all: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: [] },
        sk: { field: indexes.gsi1.sk, composite: ["email"] },
      },
    },
  },
  Dynamo.config(),
);

/** Whose an e-mail address is: there is one member an address. */
export const StaffAddressEntity = new Entity(
  {
    model: { service: "securecart", entity: "staffaddress", version: "1" },
    attributes: {
      email: { type: "string", required: true },
      staffId: { type: "string", required: true },
    },
    indexes: {
      byEmail: {
        pk: { field: indexes.primary.pk, composite: ["email"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);

/** How many owners can get in. It never comes to zero: somebody must be able to let others in. */
export const StaffRosterEntity = new Entity(
  {
    model: { service: "securecart", entity: "staffroster", version: "1" },
    attributes: { owners: { type: "number" } },
    indexes: {
      only: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
