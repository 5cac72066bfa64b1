import { Entity } from "electrodb";
import { expect, test } from "vitest";
import { Dynamo, indexes, transact } from "./index";

const Row = new Entity(
  {
    model: { service: "securecart", entity: "transacttest", version: "1" },
    attributes: { id: { type: "string", required: true }, count: { type: "number", default: 0 } },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["id"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);

let ids = 0;
const newId = () => `transact-${process.pid}-${Date.now()}-${++ids}`;
const read = async (id: string) => (await Row.get({ id }).go({ consistent: true })).data;

test("all writes of a transaction are committed, groups without writes included", async () => {
  const [first, second] = [newId(), newId()];
  const result = await transact({
    one: Row.create({ id: first }),
    none: [],
    absent: undefined,
    two: [Row.put({ id: second })],
  });
  expect(result).toEqual({ committed: true });
  expect(await Promise.all([read(first), read(second)])).toEqual([
    { id: first, count: 0 },
    { id: second, count: 0 },
  ]);
});

test("a refused transaction writes nothing and names the group and the place of each refusal", async () => {
  const [known, poor, fresh] = [newId(), newId(), newId()];
  for (const id of [known, poor]) await Row.create({ id }).go();
  const result = await transact({
    fresh: Row.create({ id: fresh }),
    order: [Row.create({ id: newId() }), Row.create({ id: known })],
    stock: Row.patch({ id: poor })
      .set({ count: 2 })
      .where((at, { gte }) => gte(at.count, 1)),
  });
  expect(result).toEqual({
    committed: false,
    refused: "order",
    index: 1,
    refusals: [
      { group: "order", index: 1 },
      { group: "stock", index: 0 },
    ],
  });
  expect(await read(fresh)).toBeNull();
});

test("a check refuses without changing its row", async () => {
  const [known, fresh] = [newId(), newId()];
  await Row.create({ id: known, count: 1 }).go();
  const under = (count: number) =>
    transact({
      fresh: Row.create({ id: fresh }),
      check: Dynamo.check(Row, { id: known }).where((at, { eq }) => eq(at.count, count)),
    });
  expect(await under(2)).toMatchObject({ committed: false, refused: "check", index: 0 });
  expect(await under(1)).toEqual({ committed: true });
  expect(await read(known)).toEqual({ id: known, count: 1 });
});

test("an operation that does not write is an error, and so are more than 100 writes", async () => {
  const id = newId();
  const get = Row.get({ id }) as unknown as ReturnType<typeof Row.create>;
  await expect(transact({ row: get })).rejects.toThrow("does not write");
  const many = Array.from({ length: 101 }, () => Row.put({ id: newId() }));
  await expect(transact({ many })).rejects.toThrow(RangeError);
  expect(await transact({})).toEqual({ committed: true });
});

test("transactions that meet at one row are retried until all have committed", async () => {
  const id = newId();
  await Row.create({ id }).go();
  const add = () => transact({ row: Row.patch({ id }).add({ count: 1 }) });
  await Promise.all(Array.from({ length: 20 }, add));
  expect(await read(id)).toEqual({ id, count: 20 });
});
