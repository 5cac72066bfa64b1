import { Place } from "@securecart/core/place";
import { expect, test } from "vitest";
import addresses from "../../test/cases/addresses.json" with { type: "json" };

test.each(addresses)("$typed has its place, or is refused at the right field", (row) => {
  const { typed, refused, territory, kept = {} } = row as Case;
  const found = Place.resolve(typed);
  expect(found).toMatchObject(refused ? { refused } : { territory, address: kept });
});

type Case = {
  typed: Place.TypedAddress;
  refused?: string;
  territory?: string;
  kept?: Record<string, string>;
};
