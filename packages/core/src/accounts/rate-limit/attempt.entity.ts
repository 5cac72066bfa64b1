import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/**
 * Count of recent attempts: `account` at an account, `origin` of a client network, `pair` of a network or a device at an
 * account. `home` marks a network and `known` a device from which an account has signed in.
 */
export const AttemptEntity = new Entity(
  {
    model: { service: "securecart", entity: "attempt", version: "1" },
    attributes: {
      what: { type: "string", required: true },
      kind: { type: ["pair", "account", "origin", "home", "known"] as const, required: true },
      /** Keyed digest: the table holds neither email nor network addresses of attempts. */
      value: { type: "string", required: true },
      count: { type: "number" },
      /** End of the pause, or of the time for which a network or a device is known. */
      until: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byValue: {
        pk: { field: indexes.primary.pk, composite: ["what", "kind", "value"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
