import { formatPromise, localTime, Pricing, promiseOf } from "@securecart/core/pricing";
import { describe, expect, test } from "vitest";

const { shipping } = Pricing.rulesOf([]);
const transit = { min: 1, max: 3 };

/** Returns the promise of a parcel ordered at a moment, under changed rules. */
function promise(
  at: string,
  {
    timeZone = "UTC",
    holidays = [] as string[],
    handling = {} as Partial<typeof shipping.handling>,
    days = transit,
  } = {},
) {
  const rules = { shipping: { ...shipping, handling: { ...shipping.handling, ...handling } }, timeZone, at };
  return promiseOf(rules, { holidays }, { transit: days });
}

test("an order before the cut-off leaves that day, one at the cut-off leaves the next", () => {
  expect(promise("2026-12-01T13:59:59Z")).toEqual({ from: "2026-12-02", to: "2026-12-04" });
  expect(promise("2026-12-01T14:00:00Z")).toEqual({ from: "2026-12-03", to: "2026-12-07" });
});

test("weekends count neither for the shop nor on the way", () => {
  expect(promise("2026-12-05T09:00:00Z")).toEqual({ from: "2026-12-08", to: "2026-12-10" });
  expect(promise("2026-12-04T15:00:00Z")).toEqual({ from: "2026-12-08", to: "2026-12-10" });
  expect(promise("2026-12-04T09:00:00Z")).toEqual({ from: "2026-12-07", to: "2026-12-09" });
});

test("a shop that works on Saturdays sends on Saturday, but carriers deliver from Monday", () => {
  const handling = { workingDays: [1, 2, 3, 4, 5, 6] as (1 | 2 | 3 | 4 | 5 | 6)[] };
  expect(promise("2026-12-05T09:00:00Z", { handling })).toEqual({ from: "2026-12-07", to: "2026-12-09" });
});

test("closed days delay the parcel's start, holidays of the destination its arrival", () => {
  const handling = { closedDays: ["2026-12-24", "12-31"] };
  expect(promise("2026-12-24T09:00:00Z", { handling })).toEqual({ from: "2026-12-28", to: "2026-12-30" });
  expect(promise("2029-12-31T09:00:00Z", { handling })).toEqual({ from: "2030-01-02", to: "2030-01-04" });
  expect(promise("2026-12-24T09:00:00Z", { holidays: ["12-25"] })).toEqual({
    from: "2026-12-28",
    to: "2026-12-30",
  });
});

test("handling counts the shop's working days", () => {
  expect(promise("2026-12-03T09:00:00Z", { handling: { days: 2 } })).toEqual({
    from: "2026-12-08",
    to: "2026-12-10",
  });
});

test("the cut-off is in the shop's time zone, also on the days on which clocks change", () => {
  const timeZone = "Europe/Berlin";
  // 14:00 in Berlin is 13:00 UTC in winter and 12:00 UTC in summer; clocks change on 2026-03-29 and 2026-10-25.
  expect(promise("2026-03-27T12:59:00Z", { timeZone })?.from).toBe("2026-03-30");
  expect(promise("2026-03-27T13:00:00Z", { timeZone })?.from).toBe("2026-03-31");
  expect(promise("2026-03-30T11:59:00Z", { timeZone })?.from).toBe("2026-03-31");
  expect(promise("2026-03-30T12:00:00Z", { timeZone })?.from).toBe("2026-04-01");
  expect(promise("2026-10-26T12:59:00Z", { timeZone })?.from).toBe("2026-10-27");
  expect(promise("2026-10-26T13:00:00Z", { timeZone })?.from).toBe("2026-10-28");
});

test("the day is the shop's: late evening in UTC is the next morning in Tokyo", () => {
  expect(localTime("2026-12-01T23:30:00Z", "Asia/Tokyo")).toEqual({ day: "2026-12-02", time: "08:30" });
  expect(localTime("2026-12-01T00:00:00Z", "UTC")).toEqual({ day: "2026-12-01", time: "00:00" });
  expect(localTime("2026-12-01T03:00:00Z", "America/New_York")).toEqual({
    day: "2026-11-30",
    time: "22:00",
  });
});

test("a method without a time on the way, and a shop that is closed each day, promise nothing", () => {
  const rules = { shipping, timeZone: "UTC", at: "2026-12-01T09:00:00Z" };
  expect(promiseOf(rules, { holidays: [] }, { transit: null })).toBeNull();
  const closedDays = Array.from({ length: 500 }, (_, i) =>
    new Date(Date.UTC(2026, 11, 1 + i)).toISOString().slice(0, 10),
  );
  expect(promise("2026-12-01T09:00:00Z", { handling: { closedDays } })).toBeNull();
});

describe("a promise in words", () => {
  test.each([
    ["2026-12-03", "2026-12-07", "Thu 3 – Mon 7 Dec"],
    ["2026-12-30", "2027-01-04", "Wed 30 Dec – Mon 4 Jan"],
    ["2026-12-03", "2026-12-03", "Thu 3 Dec"],
  ])("from %s to %s is %s", (from, to, words) => {
    expect(formatPromise({ from, to })).toBe(words);
  });
});
