import { startPostgres } from "@securecart/core/test/postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Cloud, startCloud } from "./testing";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let cloud: Cloud;

beforeAll(async () => {
  postgres = await startPostgres();
  process.env.REPORTING_URL = postgres.url;
  cloud = await startCloud();
  Object.assign(process.env, cloud.env);
});

afterAll(async () => {
  delete process.env.REPORTING_URL;
  await cloud?.stop();
  await postgres?.stop();
});

test("with a reporting database every order's events reach it", async () => {
  const { place, readyCart, product } = await import("@securecart/core/test/fixtures");
  const { Clock } = await import("@securecart/core/clock");
  const { Reporting } = await import("@securecart/core/reporting");
  const { sku } = await product();
  const orders = [await place(await readyCart({ sku })), await place(await readyCart({ sku, quantity: 2 }))];
  const today = Clock.iso().slice(0, 10);
  await vi.waitFor(
    async () =>
      expect(await Reporting.byDay({ from: today, to: today })).toMatchObject([{ placed: orders.length }]),
    { timeout: 40_000, interval: 500 },
  );
  const { Event } = await import("@securecart/core/event");
  const row = Event.row("order.placed", { orderId: orders[0]?.orderId ?? "" });
  expect(row).toMatchObject({ waiting: ["ReportQueue"] });
});
