import { Dynamo } from "@securecart/core/dynamo";
import { Merchandising } from "@securecart/core/merchandising";
import { expect, test } from "vitest";
import { productOf, unique } from "#test/fixtures";

/** Returns the change of a stock row as the table's stream delivers it. */
const change = (sku: string, from: number | null, to: number) => ({
  id: `change-${sku}-${from}-${to}`,
  entity: "stock",
  before: from === null ? null : { sku, available: from },
  after: { sku, available: to },
});

/** Returns the events about these SKUs. */
async function eventsAbout(skus: string[]) {
  const found: string[] = [];
  for await (const page of Dynamo.scan())
    for (const { __edb_e__: entity, type, detail } of page) {
      const { sku } = (detail ?? {}) as { sku?: string };
      if (entity === "event" && type === "inventory.availability_changed" && sku && skus.includes(sku))
        found.push(sku);
    }
  return found;
}

test("SKUs of a product that become available together make one event, however often it is published", async () => {
  const [one, other] = [unique(), unique()];
  await productOf("Size", ["S", "M", "L"], one);
  await productOf("Size", ["S"], other);
  const skus = [`${one}-0`, `${one}-1`, `${one}-2`, `${other}-0`];
  const changes = [
    change(`${one}-0`, null, 4),
    change(`${other}-0`, 3, 0),
    change(`${one}-1`, 0, 2),
    change(`${one}-2`, 5, 2), // was available before and still is
  ];
  for (let i = 0; i < 2; i++) await Merchandising.publishAvailability(changes);
  const events = await eventsAbout(skus);
  expect(events.sort()).toEqual([`${one}-0`, `${other}-0`].sort());
});

test("stock that changes together with its product makes no event of its own", async () => {
  const sku = unique();
  await productOf("Size", ["S"], sku);
  const saved = {
    id: "saved",
    entity: "event",
    before: null,
    after: { type: "catalog.product_changed", detail: { slug: sku.toLowerCase(), categories: [] } },
  };
  await Merchandising.publishAvailability([saved, change(`${sku}-0`, null, 4)]);
  expect(await eventsAbout([`${sku}-0`])).toEqual([]);
});
