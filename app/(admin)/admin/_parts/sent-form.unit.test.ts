import { expect, test } from "vitest";
import { listOf, timeIn, timeOr } from "./sent-form";

test("a time is meant in the zone that its form was rendered with, else in that of the shop", () => {
  const sent = { startsAt: "2026-12-24T18:00" };
  expect(timeIn(sent, "startsAt", "Europe/Berlin")).toBe("2026-12-24T17:00:00.000Z");
  expect(timeIn({ ...sent, zone: "America/New_York" }, "startsAt", "Europe/Berlin")).toBe(
    "2026-12-24T23:00:00.000Z",
  );
  for (const zone of ["", "Nowhere/Land", ["UTC", "UTC"]])
    expect(timeIn({ ...sent, zone }, "startsAt", "Europe/Berlin")).toBe("2026-12-24T17:00:00.000Z");
});

test("of a time that occurs twice, a start is the first and an end the second", () => {
  const sent = { startsAt: "2026-10-25T02:30", endsAt: "2026-10-25 02:30", zone: "Europe/Berlin" };
  const wrong: string[] = [];
  const time = (name: string) => timeOr(sent, name, "UTC", (message) => wrong.push(message));
  expect([time("startsAt"), time("endsAt"), wrong]).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-25T01:30:00.000Z",
    [],
  ]);
});

test("an empty field has no time, and what is no time is told", () => {
  const wrong: string[] = [];
  expect(timeIn({ startsAt: " " }, "startsAt", "UTC")).toBeUndefined();
  expect(
    timeOr({ startsAt: "tomorrow" }, "startsAt", "UTC", (message) => wrong.push(message)),
  ).toBeUndefined();
  expect(wrong).toEqual(["Enter a date and a time, for example 2026-12-24 18:00."]);
});

test("a list has the lines of a field and of its repeated values", () => {
  expect(listOf({ products: ["a\n b", "c"] }, "products")).toEqual(["a", "b", "c"]);
});
