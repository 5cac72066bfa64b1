/**
 * The one truth about the table's keys: the stacks build the table from it in the cloud, the local engine on
 * a laptop, and every entity names its indexes through it. Pure data: no imports, so that any floor may read it.
 */
export const tableKeys = {
  fields: {
    pk: "string",
    sk: "string",
    gsi1pk: "string",
    gsi1sk: "string",
    gsi2pk: "string",
    gsi2sk: "string",
    gsi3pk: "string",
    gsi3sk: "string",
  },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  globalIndexes: {
    gsi1: { hashKey: "gsi1pk", rangeKey: "gsi1sk", projection: "all" },
    gsi2: { hashKey: "gsi2pk", rangeKey: "gsi2sk", projection: "all" },
    gsi3: { hashKey: "gsi3pk", rangeKey: "gsi3sk", projection: "all" },
  },
  ttl: "ttl",
  stream: "new-and-old-images",
} as const;

/** How an entity names the primary index: `index: primary(["orderId"])`. */
export const indexes = {
  primary: { pk: "pk", sk: "sk" },
  gsi1: { pk: "gsi1pk", sk: "gsi1sk" },
  gsi2: { pk: "gsi2pk", sk: "gsi2sk" },
  gsi3: { pk: "gsi3pk", sk: "gsi3sk" },
} as const;
