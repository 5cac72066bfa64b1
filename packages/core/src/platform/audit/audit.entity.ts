import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "../dynamo";

/** Values of the subject that the act changes. */
export type Facts = Record<string, unknown>;

const factsType = CustomAttributeType<Facts>("any");

/**
 * An act of a staff member, done, refused or failed. Written with the act and never deleted. `after` is added once; the
 * words of an erased data subject are removed. Nothing else changes.
 */
export const AuditEntity = new Entity(
  {
    model: { service: "securecart", entity: "audit", version: "1" },
    attributes: {
      auditId: { type: "string", required: true },
      /** Acting person: "staff:ada@example.com". */
      actor: { type: "string", required: true },
      /** Act: "order.pack". */
      action: { type: "string", required: true },
      /** Changed thing: "order:ord_…", "stock:MUG-1". */
      subject: { type: "string", required: true },
      outcome: { type: ["done", "refused", "failed"] as const, required: true },
      /** Reason that the person gave, or why the act was refused. */
      note: { type: "string" },
      before: { type: factsType },
      after: { type: factsType },
      day: { type: "string", required: true },
      at: { type: "string", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["auditId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      bySubject: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["subject"], casing: "none" },
        sk: { field: indexes.gsi1.sk, composite: ["at", "auditId"] },
      },
      byDay: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["day"] },
        sk: { field: indexes.gsi2.sk, composite: ["at", "auditId"] },
      },
    },
  },
  Dynamo.config(),
);
