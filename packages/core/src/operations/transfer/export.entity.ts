import { CustomAttributeType, Entity } from "electrodb";
import { Clock } from "#platform/clock";
import { Dynamo, indexes } from "#platform/dynamo";
import type { SaleCurrency } from "#platform/money";

export const exportKinds = ["products", "stock", "orders", "customers", "discounts"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** File that staff members asked for. Its parts are in the artifacts bucket until it expires. */
export const ExportEntity = new Entity(
  {
    model: { service: "securecart", entity: "export", version: "1" },
    attributes: {
      exportId: { type: "string", required: true },
      list: { type: ["all"] as const, required: true, default: "all" },
      /** Worker's index: exports that a worker has to go on with. */
      work: { type: ["open", "none"] as const, required: true },
      kind: { type: exportKinds, required: true },
      state: { type: ["running", "done", "failed"] as const, required: true },
      actor: { type: "string", required: true },
      /** First and last day of the orders, and the time zone of these days: UTC when absent. */
      from: { type: "string" },
      to: { type: "string" },
      zone: { type: "string" },
      withStock: { type: "boolean" },
      /** Currencies of the price columns; absent in an export from before a shop could choose them. */
      currencies: { type: CustomAttributeType<SaleCurrency[] | undefined>("any") },
      /** Position from which the worker continues; absent at the beginning. */
      place: { type: CustomAttributeType<unknown>("any") },
      parts: { type: "number", required: true, default: 0 },
      rows: { type: "number", required: true, default: 0 },
      bytes: { type: "number", required: true, default: 0 },
      failures: { type: "number", required: true, default: 0 },
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
      expiresAt: { type: "string", required: true },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["exportId"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: [] },
      },
      newest: {
        index: "gsi1",
        pk: { field: indexes.gsi1.pk, composite: ["list"] },
        sk: { field: indexes.gsi1.sk, composite: ["createdAt", "exportId"] },
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
