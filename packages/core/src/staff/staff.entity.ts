import { Entity } from "electrodb";
import { Clock } from "../clock";
import { Dynamo, indexes } from "../dynamo";

export const roles = ["owner"] as const;

/** Somebody who may enter the back office. The password stands here as a salted scrypt hash. */
export const StaffEntity = new Entity(
  {
    model: { service: "securecart", entity: "staff", version: "1" },
    attributes: {
      email: { type: "string", required: true },
      staffId: { type: "string", required: true },
      roles: { type: "set", items: roles, required: true },
      passwordHash: { type: "string", required: true },
      createdAt: { type: "string", required: true, default: () => Clock.iso() },
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
