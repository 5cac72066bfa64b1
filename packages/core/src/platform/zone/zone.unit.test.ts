import { Zone } from "@securecart/core/zone";
import { expect, test } from "vitest";

test.each([
  [
    "an ordinary time",
    "Europe/Berlin",
    "2026-07-01T12:00",
    "2026-07-01T10:00:00.000Z",
    "2026-07-01T10:00:00.000Z",
  ],
  [
    "a time that is skipped",
    "Europe/Berlin",
    "2026-03-29T02:30",
    "2026-03-29T01:30:00.000Z",
    "2026-03-29T01:30:00.000Z",
  ],
  [
    "a time that occurs twice",
    "Europe/Berlin",
    "2026-10-25T02:30",
    "2026-10-25T00:30:00.000Z",
    "2026-10-25T01:30:00.000Z",
  ],
  [
    "the moment before a time occurs twice",
    "Europe/Berlin",
    "2026-10-25T01:59",
    "2026-10-24T23:59:00.000Z",
    "2026-10-24T23:59:00.000Z",
  ],
  [
    "an ordinary time",
    "America/New_York",
    "2026-01-15T00:00",
    "2026-01-15T05:00:00.000Z",
    "2026-01-15T05:00:00.000Z",
  ],
  [
    "a time that is skipped",
    "America/New_York",
    "2026-03-08T02:15",
    "2026-03-08T07:15:00.000Z",
    "2026-03-08T07:15:00.000Z",
  ],
  [
    "a time that occurs twice",
    "America/New_York",
    "2026-11-01T01:00",
    "2026-11-01T05:00:00.000Z",
    "2026-11-01T06:00:00.000Z",
  ],
  [
    "a time that is skipped",
    "Australia/Lord_Howe",
    "2026-10-04T02:15",
    "2026-10-03T15:45:00.000Z",
    "2026-10-03T15:45:00.000Z",
  ],
  [
    "a time that occurs twice",
    "Australia/Lord_Howe",
    "2026-04-05T01:45",
    "2026-04-04T14:45:00.000Z",
    "2026-04-04T15:15:00.000Z",
  ],
  ["any time", "UTC", "2026-10-25T02:30", "2026-10-25T02:30:00.000Z", "2026-10-25T02:30:00.000Z"],
])("%s in %s (%s) starts and ends at one moment each", (_what, zone, local, start, end) => {
  expect(Zone.instantOf(local, zone, "start")).toBe(start);
  expect(Zone.instantOf(local, zone, "end")).toBe(end);
});

test("a form shows the local time of a moment, and a skipped time as the clocks show it", () => {
  expect(Zone.localOf("2026-07-01T10:00:00.000Z", "Europe/Berlin")).toBe("2026-07-01T12:00");
  expect(Zone.localOf("2026-07-01T10:00:05.000Z", "Europe/Berlin")).toBe("2026-07-01T12:00:05");
  expect(Zone.localOf(Zone.instantOf("2026-03-29T02:30", "Europe/Berlin", "start"), "Europe/Berlin")).toBe(
    "2026-03-29T03:30",
  );
});

test.each(["2026-02-30T10:00", "2026-10-25", "tomorrow", "2026-13-01T00:00", "2026-01-01T24:30"])(
  "%s is no local time",
  (text) => {
    expect(Zone.LocalTime.safeParse(text).success).toBe(false);
  },
);
