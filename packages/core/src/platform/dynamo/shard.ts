/** How many partitions an index that all orders or events share is spread over; see docs/data-model.md. */
export const shardCount = 4;

export const shards = Array.from({ length: shardCount }, (_, i) => i);

/** The shard of an id: the same for the same id, even over all ids. */
export function shardOf(id: string) {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0;
  return sum % shardCount;
}
