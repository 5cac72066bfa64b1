import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";
import { mediaStates } from "./types";

/** Picture that was uploaded. The library is one partition: only staff and imports write it. */
export const MediaEntity = new Entity(
  {
    model: { service: "securecart", entity: "media", version: "1" },
    attributes: {
      mediaId: { type: "string", required: true },
      key: { type: "string", required: true },
      name: { type: "string", required: true },
      alt: { type: "string", required: true },
      state: { type: mediaStates, required: true },
      reason: { type: "string" },
      width: { type: "number", required: true },
      height: { type: "number", required: true },
      bytes: { type: "number", required: true },
      focus: {
        type: "map",
        properties: { x: { type: "number", required: true }, y: { type: "number", required: true } },
      },
      createdAt: { type: "string", required: true },
      removedAt: { type: "string" },
      /** List that the picture is in. */
      list: { type: ["library", "removed", "deleting"] as const, required: true },
      unused: { type: ["yes"] as const },
      /** Name and alternative text in lower case. */
      words: { type: "string", required: true },
      /** Number of changes by staff. */
      edits: { type: "number", required: true },
      version: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["mediaId"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      byTime: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["list"] },
        sk: { field: indexes.gsi2.sk, composite: ["createdAt", "mediaId"] },
      },
      unusedByTime: {
        index: "gsi3",
        pk: { field: indexes.gsi3.pk, composite: ["unused"] },
        sk: { field: indexes.gsi3.sk, composite: ["createdAt", "mediaId"] },
      },
    },
  },
  Dynamo.config(),
);
