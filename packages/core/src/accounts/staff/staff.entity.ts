import { Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import { roles } from "./duties";

/** Staff member. `version` rises with every change of roles, state, password or second factors. */
export const StaffEntity = new Entity(
  {
    model: { service: "securecart", entity: "staff", version: "2" },
    attributes: {
      staffId: { type: "string", required: true },
      email: { type: "string", required: true },
      roles: { type: "set", items: roles, required: true },
      /** `invited`: has no password yet. `disabled`: cannot sign in, and can be enabled again. */
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

/** Staff member of an email address, so that an address never has two. */
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

/** Number of active owners. It never becomes zero, so that one can always invite others. */
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
