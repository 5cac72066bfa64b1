import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { kinds, type Needs } from "./types";

/**
 * Part of a document that the whole shop needs, all in one partition: titles of pages, and the published home page,
 * menus and announcements. Only staff write it, and each page is rendered once from it.
 */
export const EntryEntity = new Entity(
  {
    model: { service: "securecart", entity: "contententry", version: "1" },
    attributes: {
      documentId: { type: "string", required: true },
      kind: { type: kinds, required: true },
      /** Title of the draft. */
      title: { type: "string", required: true },
      /** Slug of the draft; empty unless it is a page. */
      slug: { type: "string", required: true },
      isLive: { type: "boolean", required: true },
      liveTitle: { type: "string" },
      liveSlug: { type: "string" },
      isChanged: { type: "boolean", required: true },
      isArchived: { type: "boolean", required: true },
      publishAt: { type: "string" },
      publishedAt: { type: "string" },
      editor: { type: "string", required: true },
      editedAt: { type: "string", required: true },
      /** Marks and words to fill in, of the draft and of the published page. */
      needs: { type: CustomAttributeType<Needs>("any"), required: true },
      liveNeeds: { type: CustomAttributeType<Needs>("any"), required: true },
      /** Published value; absent for pages, which are read by their slug. */
      value: { type: CustomAttributeType<Record<string, unknown>>("any") },
    },
    indexes: {
      all: {
        pk: { field: indexes.primary.pk, composite: [] },
        sk: { field: indexes.primary.sk, composite: ["documentId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
