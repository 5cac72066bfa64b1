import { CustomAttributeType, Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Version of a document that was published once. Its number is the document's version after publishing. */
export const VersionEntity = new Entity(
  {
    model: { service: "securecart", entity: "contentversion", version: "1" },
    attributes: {
      documentId: { type: "string", required: true },
      number: { type: "number", required: true },
      value: { type: CustomAttributeType<Record<string, unknown>>("any"), required: true },
      actor: { type: "string", required: true },
      at: { type: "string", required: true },
    },
    indexes: {
      ofDocument: {
        pk: { field: indexes.primary.pk, composite: ["documentId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: ["number"] },
      },
    },
  },
  Dynamo.config(),
);
