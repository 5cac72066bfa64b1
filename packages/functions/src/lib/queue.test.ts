import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { advance, provider, purge, run } from "@securecart/core/test/cloud";
import { control, intentsOf, pay, pendingOrder } from "@securecart/core/test/fixtures";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { expect, onTestFinished, test, vi } from "vitest";
import { handler as payments } from "../payment/stripe-events";

const settled = { timeout: 60_000, interval: 200 };
/** Requests of Stripe's client before the message returns to the queue. */
const triesOfOneMessage = 3;

const garbage = ["not JSON", '{"eventId":7}'];
const unknown = '{"eventId":"evt_nobody_knows"}';

test("a batch returns exactly the messages that failed", async () => {
  const bodies = [unknown, garbage[0], unknown, garbage[1]];
  const event = { Records: bodies.map((body, i) => ({ messageId: `m${i}`, body })) } as SQSEvent;
  const answer = (await payments(event, {} as Context, () => undefined)) as SQSBatchResponse;
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "m1" }, { itemIdentifier: "m3" }]);
});

test("an event that a queue loses is sent again", async () => {
  const { orderId, url } = await pendingOrder();
  await control("webhooks/hold");
  onTestFinished(async () => void (await control("webhooks/release")));
  await pay(url);
  const [intent] = await intentsOf(orderId);
  // The capture fails and its message waits in the queue for a retry; then the queue loses it.
  const path = `/v1/payment_intents/${intent?.id}/capture`;
  await control("requests/faults", { path, method: "POST", status: 500, times: 2 * triesOfOneMessage });
  await Payment.settle({ orderId });
  await vi.waitFor(async () => {
    const [fault] = (await provider()).faults.requests.filter((one) => one.path === path);
    expect(fault?.times).toBeLessThanOrEqual(triesOfOneMessage);
  }, settled);
  await purge("FulfillmentQueue");
  expect(await Order.byId({ orderId })).toMatchObject({ status: "authorized" });
  await vi.waitFor(async () => {
    await advance(61);
    await run("SweepEvents");
    expect(await Order.byId({ orderId })).toMatchObject({ status: "paid" });
  }, settled);
});
