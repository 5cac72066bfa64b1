import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

export const audiences = ["shop", "office"] as const;
export const methods = ["password", "code", "google", "passkey", "totp", "recovery"] as const;

/** A signed-in browser. The table knows its secret only as a hash: whoever reads the table cannot sign in with it. */
export const SessionEntity = new Entity(
  {
    model: { service: "securecart", entity: "session", version: "1" },
    attributes: {
      /** Whose it is: a customer's id, or a staff member's. */
      subject: { type: "string", required: true },
      sessionId: { type: "string", required: true },
      secretHash: { type: "string", required: true },
      audience: { type: audiences, required: true },
      beganAt: { type: "string", required: true },
      seenAt: { type: "string", required: true },
      /** When it ends whatever happens. */
      endsAt: { type: "string", required: true },
      /** When somebody proved last who they are. */
      authenticatedAt: { type: "string", required: true },
      methods: { type: "set", items: methods, required: true },
      /** What its owner knows the browser by. */
      device: { type: "string", required: true },
      /** A keyed digest of the network address. */
      place: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      bySubject: {
        pk: { field: indexes.primary.pk, composite: ["subject"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: ["sessionId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
