import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { expect, test, vi } from "vitest";
import { advance, provider, purge, run } from "../../../core/test/cloud";
import { control, pay, pendingOrder } from "../../../core/test/fixtures";
import { handler as payments } from "../payment/stripe-events";

const settled = { timeout: 60_000, interval: 200 };
const garbage = ["not JSON", '{"eventId":7}'];
const unknown = '{"eventId":"evt_nobody_knows"}';

test("a batch gives back exactly the messages that failed", async () => {
  const bodies = [unknown, garbage[0], unknown, garbage[1]];
  const event = { Records: bodies.map((body, i) => ({ messageId: `m${i}`, body })) } as SQSEvent;
  const answer = (await payments(event, {} as Context, () => undefined)) as SQSBatchResponse;
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "m1" }, { itemIdentifier: "m3" }]);
});

test("what a queue forgets is sent again", async () => {
  const { orderId, url } = await pendingOrder();
  // The capture fails and its message waits in the queue to be tried again: then the queue loses it.
  await control("requests/faults", { path: "/v1/payment_intents", method: "POST", status: 500, times: 3 });
  await pay(url);
  await Payment.settle({ orderId });
  await vi.waitFor(async () => {
    expect((await provider()).faults.requests.every(({ times }) => times === 0)).toBe(true);
  }, settled);
  await purge("FulfillmentQueue");
  expect(await Order.byId({ orderId })).toMatchObject({ status: "authorized" });
  await advance(61);
  await vi.waitFor(async () => {
    await run("SweepEvents");
    expect(await Order.byId({ orderId })).toMatchObject({ status: "paid" });
  }, settled);
});
