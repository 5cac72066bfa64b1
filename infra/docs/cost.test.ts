import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { switches, switchNames } from "../../stacks/config";
import { root } from "../paths";
import { byService, idleUses, monthUses, readSite, type Site, trafficUses } from "./bill";
import { type Inventory, openInventory } from "./inventory";
import { dollars, grouped, percent } from "./markdown";
import { costOf, priceList, together, total } from "./prices";
import { fixedCosts, fixedCostsOf, unpriced } from "./resource-costs";
import { countsOf, type Profile, profiles, work } from "./traffic";

let inventory: Inventory;
let site: Site;
beforeAll(async () => {
  inventory = await openInventory();
  site = readSite(inventory.always);
});

const month = (profile: Profile) => total(monthUses(profile, site, inventory.always));
const shop: Profile = {
  name: "some",
  pageViews: 0n,
  products: 500n,
  edge: { pages: 300, pictures: 800, scarceStock: 500, plentifulStock: 0 },
};

test("a price is multiplied exactly and rounded up to a whole micro-dollar", () => {
  expect(costOf({ price: "waf.acl", quantity: 1n })).toBe(5_000_000n);
  expect(costOf({ price: "waf.requests", quantity: 1_000_000n })).toBe(600_000n);
  expect(costOf({ price: "waf.requests", quantity: 1n })).toBe(1n);
  expect(costOf({ price: "waf.requests", quantity: 0n })).toBe(0n);
  // A GB-second is 1,024 MB for a thousand milliseconds.
  expect(costOf({ price: "lambda.x86", quantity: 10_000n * 1024n * 1000n })).toBe(166_667n);
  expect(costOf({ price: "dynamo.write", quantity: 1_000_000n * 1000n })).toBe(625_000n);
  expect(costOf({ price: "elasticache.cache.t4g.micro", quantity: 1460n })).toBe(18_688_000n);
});

test("each tier has its own price, and a free tier is free up to its last unit", () => {
  expect(costOf({ price: "lambda.requests", quantity: 1_000_000n })).toBe(0n);
  expect(costOf({ price: "lambda.requests", quantity: 3_000_000n })).toBe(400_000n);
  expect(costOf({ price: "cloudwatch.alarm", quantity: 12n })).toBe(200_000n);
  const gigabyte = 2n ** 30n;
  expect(costOf({ price: "cloudfront.out", quantity: 1024n * gigabyte })).toBe(0n);
  expect(costOf({ price: "cloudfront.out", quantity: 10_241n * gigabyte })).toBe(9216n * 85_000n + 80_000n);
  expect(costOf({ price: "xray.traces", quantity: 100_000n })).toBe(0n);
});

test("for every price more never costs less, and split uses cost the same as one", () => {
  const quantity = fc.bigInt({ min: 0n, max: 10n ** 15n });
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(priceList.prices)), quantity, quantity, (price, one, more) => {
      const [less, all] = [costOf({ price, quantity: one }), costOf({ price, quantity: one + more })];
      expect(all).toBeGreaterThanOrEqual(less);
      expect(
        total([
          { price, quantity: one },
          { price, quantity: more },
        ]),
      ).toBe(all);
    }),
    { numRuns: 500 },
  );
});

test("in the price list tiers rise from zero and every entry names its page", () => {
  expect(priceList).toMatchObject({ region: "us-east-1", currency: "USD" });
  for (const [id, { tiers, page, unitSize }] of Object.entries(priceList.prices)) {
    const starts = tiers.map(({ from }) => Number(from));
    expect(starts, id).toEqual([...new Set(starts)].sort((one, other) => one - other));
    expect(starts[0], id).toBe(0);
    expect(
      starts.every((start) => Number.isInteger(start * unitSize)),
      id,
    ).toBe(true);
    expect(page, id).toMatch(/pricing/);
  }
});

test("a month without visitors costs the idle shop and nothing else", () => {
  expect(trafficUses(shop, site).filter(({ quantity }) => quantity > 0n)).toEqual([]);
  expect(month(shop)).toBe(total(idleUses(shop, site, inventory.always)));
  expect(total(fixedCosts(inventory.always))).toBeLessThan(month(shop));
});

test("more page views never cost less", () => {
  const views = fc.bigInt({ min: 0n, max: 10n ** 9n });
  fc.assert(
    fc.property(views, views, (pageViews, more) => {
      expect(month({ ...shop, pageViews: pageViews + more })).toBeGreaterThanOrEqual(
        month({ ...shop, pageViews }),
      );
    }),
    { numRuns: 200 },
  );
});

test("a higher share served from the edge cache costs less", () => {
  const [worse, better] = [0, 900].map((share) => ({
    ...shop,
    pageViews: 1_000_000n,
    edge: { pages: share, pictures: share, scarceStock: share, plentifulStock: share },
  })) as [Profile, Profile];
  expect(month(better)).toBeLessThan(month(worse));
  expect(countsOf(better).orders).toBe(countsOf(worse).orders);
});

test("the services of a bill add up to its sum", () => {
  expect(profiles).not.toHaveLength(0);
  for (const profile of profiles) {
    const services = byService(monthUses(profile, site, inventory.always));
    expect([...services.values()].reduce((sum, cost) => sum + cost, 0n)).toBe(month(profile));
  }
});

test("every use is of a known price, and a quantity is never negative", () => {
  for (const profile of profiles)
    for (const { quantity } of together(monthUses(profile, site, inventory.always)))
      expect(quantity).toBeGreaterThanOrEqual(0n);
  expect(() => costOf({ price: "no.such", quantity: 1n })).toThrow("no price");
  expect(() => costOf({ price: "waf.acl", quantity: -1n })).toThrow("negative");
});

test("every deployed resource has a known price", () => {
  expect(unpriced([...inventory.always, ...inventory.all])).toEqual([]);
  const server = { type: "aws:ec2/instance:Instance", name: "Forgotten", inputs: {} };
  expect(unpriced([server])).toEqual(["aws:ec2/instance:Instance"]);
});

test("the monthly cost of each switch is that of its resources", () => {
  expect(switchNames).not.toHaveLength(0);
  for (const name of switchNames) {
    const cents = Number(total(fixedCostsOf(name, inventory.all)) / 10_000n);
    const said = switches[name].monthlyCents;
    expect(Math.abs(cents - said), `${name}: the resources cost ${cents} cents`).toBeLessThanOrEqual(10);
  }
  for (const name of switchNames) {
    if (name === "provisioned") continue; // the table exists either way
    expect(fixedCostsOf(name, inventory.always), name).toEqual([]);
  }
});

test("the read and write units of each job are those of the data model", () => {
  const [, model = ""] = readFileSync(join(root, "docs/data-model.md"), "utf8").split("## Access patterns");
  const rows = model.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  expect(Object.keys(work)).not.toHaveLength(0);
  for (const { row, units } of Object.values(work)) {
    const found = rows.find(([, name]) => name === row);
    expect(found?.at(-2), row).toBe(units);
  }
});

test("an amount is rounded to cents, but never to zero", () => {
  expect(dollars(0n)).toBe("$0.00");
  expect(dollars(1n)).toBe("< $0.01");
  expect(dollars(1_234_565_000n)).toBe("$1,234.57");
  expect(dollars(-8_860_000n)).toBe("−$8.86");
  expect(grouped(1_000_000n)).toBe("1,000,000");
  expect(percent(1n, 3n)).toBe("33 %");
  expect(percent(1n, 0n)).toBe("0 %");
});
