import { expect, test } from "vitest";
import { consistent, eventOf, intentOf, moment, now, orderOf, the, washington } from "#test/consistent-shop";
import { discrepanciesIn } from "./checks";

test("an exemption that the VAT register confirmed, or from before the checks, is no discrepancy", () => {
  const exempt = { tax: { ...washington, exempt: "reverse_charge" } };
  for (const more of [{}, { territory: "DE", taxIdCheck: { result: "valid" } }]) {
    const facts = consistent();
    Object.assign(orderOf(facts, "ord_paid"), exempt, more);
    expect(discrepanciesIn(facts, moment).map(({ kind }) => kind)).not.toContain("order.tax_unproven");
  }
});

test("an order keeps the tax it was placed under, whatever the tax is today", () => {
  const facts = consistent();
  Object.assign(orderOf(facts, "ord_paid"), { address: { country: "US", region: "OR" }, tax: washington });
  expect(discrepanciesIn(facts, moment)).toEqual([]);
});

test("a partly captured order has no discrepancy when Stripe captured the same amount", () => {
  const facts = consistent();
  Object.assign(intentOf(facts, "ord_paid"), { received: 1000 });
  Object.assign(orderOf(facts, "ord_paid"), { captured: 1000 });
  Object.assign(
    the(facts.charges, ({ id }) => id === "ch_1"),
    { captured: 1000 },
  );
  expect(discrepanciesIn(facts, moment)).toEqual([]);
});

test("what may still be in progress is no discrepancy", () => {
  const facts = consistent();
  const young = "2026-03-01T11:59:59.000Z";
  facts.event.push({
    eventId: "evn_x",
    type: "order.paid",
    detail: {},
    state: "waiting",
    waiting: ["CartQueue"],
    at: young,
  });
  facts.stripeevent.push({ eventId: "evt_2", type: "x", state: "received", receivedAt: young });
  Object.assign(intentOf(facts, "ord_reserved"), { capturable: 0, received: 6912 });
  facts.charges.push({
    id: "ch_3",
    intentId: "pi_ord_reserved",
    captured: 6912,
    refunded: 0,
    created: Date.parse(young) / 1000,
  });
  expect(discrepanciesIn(facts, { now, before: "2026-03-01T11:45:00.000Z" })).toEqual([]);
  expect(discrepanciesIn(facts, moment)).toHaveLength(3);
});

test("an order that was paid after it expired took legal steps", () => {
  const facts = consistent();
  facts.transition.push({ orderId: "ord_reserved", status: "expired", at: "2026-03-01T10:00:01.500Z" });
  facts.event.push({ ...eventOf(facts), type: "order.expired", detail: { orderId: "ord_reserved" } });
  expect(discrepanciesIn(facts, moment)).toEqual([]);
});
