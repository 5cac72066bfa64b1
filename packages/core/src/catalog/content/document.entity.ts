import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { kinds } from "./types";

/** Page, home page, menus or announcements: the draft that staff edit, and what became of it. */
export const DocumentEntity = new Entity(
  {
    model: { service: "securecart", entity: "contentdocument", version: "1" },
    attributes: {
      documentId: { type: "string", required: true },
      kind: { type: kinds, required: true },
      /** The value that staff edit. It is the published one unless `isChanged`. */
      draft: { type: CustomAttributeType<Record<string, unknown>>("any"), required: true },
      isChanged: { type: "boolean", required: true },
      isArchived: { type: "boolean", required: true },
      /** Number of the published version; 0 when shoppers see none. */
      live: { type: "number", required: true },
      /** Slug of the published page. */
      liveSlug: { type: "string" },
      /** Time at which the draft is published. */
      publishAt: { type: "string" },
      /** Increases with each change. */
      version: { type: "number", required: true },
      editor: { type: "string", required: true },
      editedAt: { type: "string", required: true },
      publishedAt: { type: "string" },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["documentId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);
