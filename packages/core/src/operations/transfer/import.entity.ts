import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { Mapping } from "./fields";

export const importStates = [
  "uploading",
  "uploaded",
  "checking",
  "checked",
  "running",
  "pictures",
  "done",
  "stopped",
  "failed",
] as const;
export type ImportState = (typeof importStates)[number];

/** States in which a worker has something to do. */
export const workingStates = ["checking", "running", "pictures"] as const satisfies ImportState[];

/** Numbers of products by what becomes of them, and of variants and pictures. */
export type Counts = {
  products: number;
  variants: number;
  created: number;
  changed: number;
  same: number;
  refused: number;
  /** Pictures that were fetched, and those that could not be. */
  pictures: number;
  failedPictures: number;
  /** Pictures that still have to be fetched. */
  pending: number;
};

export const noCounts: Counts = {
  products: 0,
  variants: 0,
  created: 0,
  changed: 0,
  same: 0,
  refused: 0,
  pictures: 0,
  failedPictures: 0,
  pending: 0,
};

/** Import of products from a file. Its parts and reports are in the artifacts bucket. */
export const ImportEntity = new Entity(
  {
    model: { service: "securecart", entity: "import", version: "1" },
    attributes: {
      importId: { type: "string", required: true },
      list: { type: ["all"] as const, required: true, default: "all" },
      /** Worker's index: imports that a worker has to go on with. */
      work: { type: ["open", "none"] as const, required: true },
      state: { type: importStates, required: true },
      fileName: { type: "string", required: true },
      /** Size of the file in bytes, and the number of parts that it was sent in. */
      size: { type: "number", required: true },
      parts: { type: "number", required: true },
      actor: { type: "string", required: true },
      headers: { type: "list", items: { type: "string" } },
      /** Beginning of each column's first cell, to recognize it. */
      examples: { type: "list", items: { type: "string" } },
      mapping: { type: CustomAttributeType<Mapping | undefined>("any") },
      /** Number of chunks of products; absent until the file was read. */
      chunks: { type: "number" },
      /** Chunks that are done in this state. */
      done: { type: "number", required: true, default: 0 },
      /** Counts of the check, and of what was done. */
      checked: { type: CustomAttributeType<Counts>("any"), required: true },
      counts: { type: CustomAttributeType<Counts>("any"), required: true },
      /** Number of times that pictures were tried. */
      round: { type: "number", required: true, default: 0 },
      problem: { type: "string" },
      failures: { type: "number", required: true, default: 0 },
      /** Changes with each write. */
      version: { type: "number", required: true },
      leaseUntil: { type: "string" },
      createdAt: { type: "string", required: true, default: () => Clock.iso(), readOnly: true },
      updatedAt: {
        type: "string",
        required: true,
        default: () => Clock.iso(),
        watch: "*",
        set: () => Clock.iso(),
      },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["importId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      newest: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["list"] },
        sk: { field: indexes.gsi1.sk, composite: ["createdAt", "importId"] },
      },
      waiting: {
        index: "gsi2",
        pk: { field: indexes.gsi2.pk, composite: ["work"] },
        sk: { field: indexes.gsi2.sk, composite: ["updatedAt"] },
      },
    },
  },
  Dynamo.config(),
);
