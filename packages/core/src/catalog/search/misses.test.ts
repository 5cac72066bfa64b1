import { Search } from "@securecart/core/search";
import { expect, test } from "vitest";
import { unique } from "#test/fixtures";

const reported = async (query: string) =>
  (await Search.misses({ limit: 10_000 })).find((miss) => miss.query === query);

test("searches that found nothing are counted by their words", async () => {
  const word = `davenport${unique().toLowerCase().replace(/\d/g, "x")}`;
  await Search.recordMiss({ q: word, isNear: false });
  await Search.recordMiss({ q: ` ${word.toUpperCase()}!`, isNear: true });
  expect(await reported(word)).toMatchObject({ count: 2, isNear: true });
});

test.each(["ada@example.com", "+1 503 555 0142", "order 4711471147", "word ".repeat(7)])(
  "%s is not counted: it may be personal",
  async (q) => {
    const before = (await Search.misses({ limit: 10_000 })).length;
    await Search.recordMiss({ q, isNear: false });
    expect(await Search.misses({ limit: 10_000 })).toHaveLength(before);
  },
);
