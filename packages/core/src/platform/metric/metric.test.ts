import { Metric } from "@securecart/core/metric";
import { Payment } from "@securecart/core/payment";
import { expect, test } from "vitest";
import { pay, pendingOrder, place, product, readyCart } from "#test/fixtures";
import { figures, logged } from "#test/output";

test("a metric is a line in the embedded metric format, with the order's id", async () => {
  const [line = ""] = await logged(async () => Metric.count("payment_latency", "ord_1", 250));
  expect(JSON.parse(line)).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: "SecureCart",
          Dimensions: [["stage"]],
          Metrics: [{ Name: "payment_latency", Unit: "Milliseconds" }],
        },
      ],
    },
    stage: "local",
    orderId: "ord_1",
    payment_latency: 250,
  });
});

test("an order that is placed twice and settled by many is counted once", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  let orderId = "";
  const lines = await logged(async () => {
    const placed = await Promise.allSettled([place(cartId), place(cartId), place(cartId)]);
    orderId = placed.flatMap((one) => (one.status === "fulfilled" ? [one.value.orderId] : []))[0] ?? "";
    await pay((await Payment.start({ orderId })).url);
    await Promise.allSettled(Array.from({ length: 5 }, () => Payment.settle({ orderId })));
    await Promise.allSettled(Array.from({ length: 3 }, () => Payment.capture({ orderId })));
    await Payment.settle({ orderId });
  });
  expect(figures(lines, orderId)).toEqual({ orders_placed: 1, payment_latency: 1, orders_paid: 1 });
});

test("an order that its shopper canceled is counted as failed once", async () => {
  const { orderId } = await pendingOrder();
  const cancel = () => Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "Changed my mind." });
  const lines = await logged(() => Promise.allSettled([cancel(), cancel(), cancel()]));
  expect(figures(lines, orderId)).toEqual({ orders_failed: 1 });
});
