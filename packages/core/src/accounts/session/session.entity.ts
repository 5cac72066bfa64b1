import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

export const audiences = ["shop", "office"] as const;
export const methods = ["password", "code", "google", "passkey", "totp", "recovery"] as const;

/** Signed-in browser. The table holds only a hash of its secret, so that a copy of the table signs in no one. */
export const SessionEntity = new Entity(
  {
    model: { service: "securecart", entity: "session", version: "1" },
    attributes: {
      /** Id of its owner, a customer or a staff member. */
      subject: { type: "string", required: true },
      sessionId: { type: "string", required: true },
      secretHash: { type: "string", required: true },
      audience: { type: audiences, required: true },
      beganAt: { type: "string", required: true },
      seenAt: { type: "string", required: true },
      /** Time at which it ends, used or not. */
      endsAt: { type: "string", required: true },
      /** Time of the last authentication. */
      authenticatedAt: { type: "string", required: true },
      methods: { type: "set", items: methods, required: true },
      /** Label of the browser, for the list of sessions. */
      device: { type: "string", required: true },
      /** Keyed digest of the network address. */
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
