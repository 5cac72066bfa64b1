import { Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";
import { roles } from "./staff.entity";

/** A signed-in browser. The table knows its token only as a hash: whoever reads the table cannot sign in with it. */
export const SessionEntity = new Entity(
  {
    model: { service: "securecart", entity: "staffsession", version: "1" },
    attributes: {
      tokenHash: { type: "string", required: true },
      staffId: { type: "string", required: true },
      email: { type: "string", required: true },
      roles: { type: "set", items: roles, required: true },
      /** When it ends whatever happens. */
      endsAt: { type: "string", required: true },
      seenAt: { type: "string", required: true },
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
