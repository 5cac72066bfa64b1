import { Place } from "@securecart/core/place";
import { expect, test } from "vitest";

test("a country has its territories and its states as parts, each once and with a name", () => {
  const parts = Place.partsOf("US");
  const ids = parts.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["US-PR", "US-AE", "US-CA", "US-DC"]));
  expect(new Set(ids).size).toBe(ids.length);
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(["Puerto Rico", "California"]));
  expect(Place.partsOf("DE").map(({ id }) => id)).toContain("DE-78266");
  expect(Place.partsOf("AT")).toEqual([]);
});

test("a state follows its country, a territory with rules of its own does not", () => {
  expect(["US-OR", "CA-ON", "JP-13", "US-PR", "ES-CN", "DE", "XX"].map(Place.wholeOf)).toEqual([
    ...["US", "CA", "JP"],
    ...[null, null, null, null],
  ]);
});

test("every part resolves to its country and to a tax area that can be chosen", () => {
  const areas = new Set(Place.taxAreas().map(({ id }) => id));
  expect(areas.size).toBeGreaterThan(100);
  for (const { id: country } of Place.countryList)
    for (const { id } of [{ id: country }, ...Place.partsOf(country)]) {
      const place = Place.byId(id);
      expect(place).toMatchObject({ territory: id, country });
      expect(areas).toContain(place?.taxArea);
      expect(Place.nameOf(id)).toBeTruthy();
    }
  expect([Place.byId("MC")?.taxArea, Place.byId("GB-NIR")?.taxArea, Place.byId("XX")]).toEqual([
    ...["FR", "XI"],
    null,
  ]);
  expect(Place.nameOf("XI")).toBe("Northern Ireland");
});
