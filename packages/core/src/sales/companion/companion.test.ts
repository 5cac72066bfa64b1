import { Companion } from "@securecart/core/companion";
import { Id } from "@securecart/core/id";
import { expect, test } from "vitest";
import { product, unique } from "#test/fixtures";
import { CompanionsEntity } from "./companions.entity";

const orderOf = (...skus: string[]) => ({ orderId: Id.create("order"), skus });
const of = (productId: string) => Companion.of({ productId, limit: 10 });

test("products of the same orders are companions of each other, the most frequent first", async () => {
  const [a, b, c] = [await product(), await product(), await product()];
  for (const skus of [[a.sku, b.sku], [a.sku, b.sku, c.sku], [c.sku, a.sku], [a.sku, b.sku], [a.sku]])
    await Companion.countOrder(orderOf(...skus));
  expect(await of(a.productId)).toEqual([b.productId, c.productId]);
  expect(await of(b.productId)).toEqual([a.productId]); // one order with c is none yet
});

test("an order is counted once, however often and at once its event is handled", async () => {
  const [a, b] = [await product(), await product()];
  const order = orderOf(a.sku, b.sku);
  await Promise.all(Array.from({ length: 4 }, () => Companion.countOrder(order)));
  await Companion.countOrder(order);
  const { data } = await CompanionsEntity.get({ productId: a.productId }).go({ consistent: true });
  expect(data?.companions).toEqual([{ productId: b.productId, orders: 1 }]);
});

test("orders of the same products at once all count", async () => {
  const [a, b] = [await product(), await product()];
  await Promise.all(Array.from({ length: 6 }, () => Companion.countOrder(orderOf(a.sku, b.sku))));
  const { data } = await CompanionsEntity.get({ productId: a.productId }).go({ consistent: true });
  expect(data).toMatchObject({ companions: [{ productId: b.productId, orders: 6 }] });
});

test("an order of one product, or of unknown ones, counts nothing", async () => {
  const { sku, productId } = await product();
  await Companion.countOrder(orderOf(sku));
  await Companion.countOrder(orderOf(sku, unique()));
  expect((await CompanionsEntity.get({ productId }).go({ consistent: true })).data).toBeNull();
});
