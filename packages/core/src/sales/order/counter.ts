import { CounterEntity } from "./counter.entity";

/** Numbers that a process reserves at once, so that the counter is not written with each order. */
const block = 10;

/** The number before the first one. */
const before = 1_000;

let reserved: Promise<{ next: number; end: number }> | undefined;

/**
 * Returns the next number, which no other order gets: 1001, 1002. A process reserves ten at once and does not use those
 * that are left when it ends, so numbers have gaps and do not follow the order of time exactly.
 */
export async function nextCount(): Promise<number> {
  for (;;) {
    const mine = reserved ?? reserve();
    const range = await mine;
    if (range.next < range.end) return before + range.next++;
    if (reserved === mine) reserved = undefined;
  }
}

function reserve() {
  const started = reserveBlock();
  reserved = started;
  started.catch(() => {
    if (reserved === started) reserved = undefined;
  });
  return started;
}

async function reserveBlock() {
  const { data } = await CounterEntity.upsert({ name: "order" })
    .add({ count: block })
    .go({ response: "all_new" });
  const end = (data?.count ?? 0) + 1;
  return { next: end - block, end };
}
