import { Order, type OrderRow, type Status } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { afterEach, expect, test, vi } from "vitest";
import { place, product, readyCart, unique } from "#test/fixtures";

afterEach(() => vi.useRealTimers());

async function placed(sku: string) {
  const { orderId } = await place(await readyCart({ sku }));
  return orderId;
}

/** Returns the ids of all pages of a list. Runs `between` after the first page. */
async function walk(question: { status?: Status; oldestFirst?: boolean }, between?: () => Promise<unknown>) {
  const found: OrderRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof Order.list>> = await Order.list({
      ...question,
      ...(cursor ? { cursor } : {}),
    });
    expect(page.rows.length).toBeLessThanOrEqual(Order.pageSize);
    found.push(...page.rows);
    if (!cursor) await between?.();
    cursor = page.next;
  } while (cursor);
  return found.map(({ orderId }) => orderId);
}

const ordered = (ids: string[], among: string[]) => ids.filter((id) => among.includes(id));

test("pages go back in time and contain every order once, and a new order shifts none of them", async () => {
  const { sku } = await product({ stock: 100 });
  const mine: string[] = [];
  for (const month of ["2019-11", "2019-12", "2020-02"]) {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${month}-15T12:00:00Z`) });
    for (let i = 0; i < 12; i++) {
      vi.setSystemTime(Date.now() + 1000);
      mine.unshift(await placed(sku));
    }
  }
  let late = "";
  const ids = await walk({}, async () => {
    vi.useRealTimers();
    late = await placed(sku);
  });
  expect(late).not.toBe("");
  expect(ids).not.toContain(late);
  expect(ordered(ids, mine)).toEqual(mine);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a list of one status has only orders of that status, in both directions", async () => {
  const { sku } = await product({ stock: 10 });
  const [first, second] = [await placed(sku), await placed(sku)];
  await Payment.cancelUnpaid({ orderId: second, actor: "shopper", cause: "Changed my mind." });
  const both = [first, second];
  expect(ordered(await walk({ status: "pending" }), both)).toEqual([first]);
  expect(ordered(await walk({ status: "canceled" }), both)).toEqual([second]);
  const third = await placed(sku);
  expect(ordered(await walk({ status: "pending" }), [first, third])).toEqual([third, first]);
  expect(ordered(await walk({ status: "pending", oldestFirst: true }), [first, third])).toEqual([
    first,
    third,
  ]);
});

test("an order is found by its exact number, id or email address only", async () => {
  const { sku } = await product();
  const orderId = await placed(sku);
  const number = Order.numberOf(orderId);
  for (const words of [number, ` ${number.toLowerCase()} `, number.slice(3), orderId])
    expect(await Order.lookUp({ words }), words).toMatchObject([{ orderId, number, status: "pending" }]);
  const byMail = await Order.lookUp({ words: "ADA@example.com" });
  expect(byMail.length).toBeGreaterThan(0);
  expect(byMail.every(({ email }) => email === "ada@example.com")).toBe(true);
  for (const words of ["", "SC-", "SC-00000000", unique(), `${unique()}@example.com`, `${orderId}X`])
    expect(await Order.lookUp({ words }), words).toEqual([]);
});

test("a forged cursor is refused", () => {
  for (const cursor of ["", "x", "2026-01-01T00:00:00.000Z~ord_1", "2026-01-01~ord_1 OR 1=1"])
    expect(() => Order.list({ cursor })).toThrow();
});
