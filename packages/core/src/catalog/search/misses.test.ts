import { Search } from "@securecart/core/search";
import { expect, onTestFinished, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { unique } from "#test/fixtures";
import { Dynamo, indexes } from "../../platform/dynamo";
import { MissEntity } from "./miss.entity";

const reported = async (query: string) =>
  (await Search.misses({ limit: 10_000 })).find((miss) => miss.query === query);

test("searches that found nothing are counted by their words", async () => {
  const word = `davenport${unique().toLowerCase().replace(/\d/g, "x")}`;
  await Search.recordMiss({ q: word, isNear: false });
  await Search.recordMiss({ q: ` ${word.toUpperCase()}!`, isNear: true });
  await expect.poll(() => reported(word)).toMatchObject({ count: 2, isNear: true });
});

test("counts from before the report had an index are in it after the migration, and are not changed", async () => {
  const [day, query] = [new Date().toISOString().slice(0, 10), `old ${unique().toLowerCase()}`];
  const ttl = Math.floor(Date.now() / 1000) + 600;
  await MissEntity.put({ day, query, count: 3, near: 0, ttl }).go();
  const key = Dynamo.keyOf(MissEntity.get({ day, query }));
  await Dynamo.change(key, {}, [indexes.gsi1.pk, indexes.gsi1.sk]);
  await expect.poll(() => reported(query)).toBeUndefined();
  await Search.listOldMisses({ dryRun: true });
  expect(await reported(query)).toBeUndefined();
  await Search.listOldMisses({ dryRun: false });
  await expect.poll(() => reported(query)).toMatchObject({ count: 3, isNear: false });
  expect(await Search.listOldMisses({ dryRun: false })).toMatchObject({ changed: 0 });
});

test("the report is one request for all its days", async () => {
  expect(await requestsOf(() => Search.misses({ limit: 100 }))).toHaveLength(1);
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
  await expect
    .poll(() => Search.misses({ limit: 1 }))
    .toMatchObject([{ query: frequent.query, count: 1_000_000 }]);
});
