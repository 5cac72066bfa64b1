import { Settings } from "@securecart/core/settings";
import fc from "fast-check";
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

test.each([
  ["UTC", "2026-10-25", "2026-10-25T00:00:00.000Z", "2026-10-26T00:00:00.000Z"],
  ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
  ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  ["Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00.000Z", "2026-01-01T18:15:00.000Z"],
  ["Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00:00.000Z", "2026-01-01T10:00:00.000Z"],
  ["Pacific/Niue", "2026-01-01", "2026-01-01T11:00:00.000Z", "2026-01-02T11:00:00.000Z"],
  // Clocks skip midnight: the day begins at 01:00.
  ["Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00.000Z", "2026-03-29T21:00:00.000Z"],
  // The zone skipped this day.
  ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z", "2011-12-30T10:00:00.000Z"],
])("in %s, %s begins and ends at its moments", (zone, day, from, until) => {
  expect(Settings.momentsOf(zone, { from: day, to: day })).toEqual({ from, until });
});

test("every moment is in the day that begins before it and ends after it", () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const times = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
  fc.assert(
    fc.property(zones, times, (zone, ms) => {
      const at = new Date(ms).toISOString();
      const day = Settings.dayIn(zone, at);
      const { from, until } = Settings.momentsOf(zone, { from: day, to: day });
      expect(from <= at && at < until, `${zone} ${at}`).toBe(true);
    }),
  );
});
