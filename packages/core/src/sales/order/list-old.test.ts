import { Dynamo } from "@securecart/core/dynamo";
import { Order } from "@securecart/core/order";
import { expect, test } from "vitest";
import { pendingOrder } from "#test/fixtures";
import { OrderEntity } from "./order.entity";

test("an order that was listed by month is listed with all, once, and a dry run changes nothing", async () => {
  const { orderId } = await pendingOrder();
  const key = Dynamo.keyOf(OrderEntity.get({ orderId }));
  await Dynamo.change(key, { month: "2026-11", gsi1pk: "$securecart#month_2026-11" }, ["list"]);
  const { data } = await OrderEntity.get({ orderId }).go();
  const isListed = async () => {
    const listed = OrderEntity.query.all({ list: "all", createdAt: data?.createdAt ?? "" });
    return (await listed.go()).data.some((row) => row.orderId === orderId);
  };
  const before = await isListed();
  expect((await Order.listOld({ dryRun: true })).changed).toBeGreaterThan(0);
  expect([before, await isListed()]).toEqual([false, false]);
  await Order.listOld();
  expect(await isListed()).toBe(true);
  expect(await Order.listOld()).toMatchObject({ changed: 0 });
});
