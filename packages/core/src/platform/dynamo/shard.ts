/** Number of partitions of an index that all orders or events share; see docs/data-model.md. */
export const shardCount = 4;

export const shards = Array.from({ length: shardCount }, (_, i) => i);

/** Returns the shard of an id. It never changes, and ids are spread evenly over the shards. */
export function shardOf(id: string) {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0;
  return sum % shardCount;
}
