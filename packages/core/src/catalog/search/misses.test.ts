import { Search } from "@securecart/core/search";
import { expect, onTestFinished, test } from "vitest";
import { unique } from "#test/fixtures";
import { MissEntity } from "./miss.entity";

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

test("the most frequent searches of a day are reported, wherever they come in the alphabet", async () => {
  const day = new Date().toISOString().slice(0, 10);
  const ttl = Math.floor(Date.now() / 1000) + 60;
  const one = { day, near: 0, ttl };
  const rare = Array.from({ length: 501 }, (_, i) => ({ ...one, query: `aaa ${unique()} ${i}`, count: 1 }));
  const frequent = { ...one, query: `zzz ${unique().toLowerCase()}`, count: 1_000_000 };
  const all = [...rare, frequent];
  onTestFinished(async () => {
    await MissEntity.delete(all.map(({ query }) => ({ day, query }))).go();
  });
  await MissEntity.put(all).go();
  expect(await Search.misses({ limit: 1 })).toMatchObject([{ query: frequent.query, count: 1_000_000 }]);
});
