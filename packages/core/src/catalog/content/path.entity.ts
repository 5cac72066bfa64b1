import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Slug of a page: one page per slug. A published page is read from here in one request. */
export const PathEntity = new Entity(
  {
    model: { service: "securecart", entity: "contentpath", version: "1" },
    attributes: {
      slug: { type: "string", required: true },
      documentId: { type: "string", required: true },
      /** `reserved` for a draft; a `former` slug leads to its page until another page takes it. */
      state: { type: ["reserved", "live", "former"] as const, required: true },
      /** Published value. */
      value: { type: CustomAttributeType<Record<string, unknown>>("any") },
      publishedAt: { type: "string" },
    },
    indexes: {
      bySlug: {
        pk: { field: indexes.primary.pk, composite: ["slug"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
