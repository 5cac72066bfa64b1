import { Settings } from "@securecart/core/settings";
import { expect, test } from "vitest";

test.each([
  ["UTC", "2026-11-30T23:30:00.000Z", "2026-11-30"],
  ["Europe/Berlin", "2026-11-30T23:30:00.000Z", "2026-12-01"],
  ["America/Los_Angeles", "2026-12-01T07:59:59.000Z", "2026-11-30"],
  ["America/Los_Angeles", "2026-12-01T08:00:00.000Z", "2026-12-01"],
  ["Pacific/Auckland", "2026-04-04T11:30:00.000Z", "2026-04-05"],
])("in %s, %s is on %s", (zone, iso, day) => {
  expect(Settings.dayIn(zone, iso)).toBe(day);
});

test("a day with 23 or 25 hours begins and ends at midnight of the zone", () => {
  const zone = "Europe/Berlin";
  expect(Settings.dayIn(zone, "2026-03-28T23:00:00Z")).toBe("2026-03-29");
  expect(Settings.dayIn(zone, "2026-03-29T21:59:59Z")).toBe("2026-03-29");
  expect(Settings.dayIn(zone, "2026-03-29T22:00:00Z")).toBe("2026-03-30");
  expect(Settings.dayIn(zone, "2026-10-25T22:59:59Z")).toBe("2026-10-25");
  expect(Settings.dayIn(zone, "2026-10-25T23:00:00Z")).toBe("2026-10-26");
});

test("the day before is that of the calendar", () => {
  expect(Settings.dayBefore("2026-03-30", 1)).toBe("2026-03-29");
  expect(Settings.dayBefore("2026-03-01", 1)).toBe("2026-02-28");
  expect(Settings.dayBefore("2026-01-01", 7)).toBe("2025-12-25");
});
