import { afterAll, beforeAll, expect, test } from "vitest";
import { demoIndex } from "#test/demo-index";
import { gainOf, judged, mean } from "../../../../local/src/seed/relevance";
import { answerStaff } from "./staff";

let demo: Awaited<ReturnType<typeof demoIndex>>;

beforeAll(async () => {
  demo = await demoIndex();
});
afterAll(() => demo.close());

test("the products that answer a search best come first", () => {
  const gains = judged.map((one) => gainOf(demo.slugs(one.typed), one));
  expect(gains.length).toBeGreaterThanOrEqual(150);
  expect(mean(gains)).toBeGreaterThanOrEqual(0.93);
});

test("every slug of a judgement is a product of the shop", () => {
  const slugs = new Set(demo.ask({ pageSize: 1_000 }).slugs);
  const named = judged.flatMap(({ best = [], good = [], fair = [] }) => [...best, ...good, ...fair]);
  expect(named.length).toBeGreaterThan(300);
  expect(named.filter((slug) => !slugs.has(slug))).toEqual([]);
});

test.each([
  ["MUG-TIDAL-CHL", "tidal-stoneware-mug"],
  ["mug tidal chl", "tidal-stoneware-mug"],
  ["mugtidalchl", "tidal-stoneware-mug"],
])("the SKU %s finds its product and shows its variant", (typed, slug) => {
  const found = demo.ask({ q: typed });
  expect(found).toMatchObject({ slugs: [slug], total: 1, note: null });
  expect([...found.shown.values()]).toMatchObject([{ skus: ["MUG-TIDAL-CHL"], path: "chalk" }]);
});

test("the beginning of a SKU finds the products that begin so", () => {
  expect(demo.slugs("TNT-BELL")).toEqual(["bell-meadow-tent"]);
});

test.each([
  ["blnaket", "blanket", "croft-check-blanket"],
  ["stonwear mug", "stoneware mug", "tidal-stoneware-mug"],
  ["scizzors", "scissors", "tailors-paper-scissors"],
])("%s is corrected to %s", (typed, meant, slug) => {
  const found = demo.ask({ q: typed });
  expect(found.note).toEqual({ kind: "corrected", meant });
  expect(found.slugs[0]).toBe(slug);
});

test("an English word that the shop does not have is not corrected to another", () => {
  const unrelated = ["allotment-watering-can", "sill-plant-pot", "breton-stripe-tee"];
  for (const q of ["pants", "couch", "horse", "laptops"])
    expect(demo.slugs(q).filter((slug) => unrelated.includes(slug))).toEqual([]);
  expect(demo.ask({ q: "horse" })).toMatchObject({ total: 0, note: null });
});

test("what comes near is offered when the shop has nothing of the kind", () => {
  const found = demo.ask({ q: "couch" });
  expect(found.note).toEqual({ kind: "partial" });
  expect(found.slugs.slice(0, 4).sort()).toEqual([
    "fireside-camp-chair",
    "porch-bench",
    "rounds-stool",
    "spindle-dining-chair",
  ]);
});

test("products that have only some of the words follow when none has all of them", () => {
  const found = demo.ask({ q: "stoneware hammock" });
  expect(found.note).toEqual({ kind: "partial" });
  expect(found.slugs).toContain("two-birches-hammock");
  expect(found.slugs).toContain("tidal-stoneware-mug");
});

test("a color and a thing find the variant of that color first", () => {
  const { slugs, shown, note } = demo.ask({ q: "navy shirt" });
  expect({ note, first: slugs[0] }).toEqual({ note: null, first: "everyday-heavy-tee" });
  expect([...shown.values()][0]?.path).toMatch(/^navy-/);
});

test("a product that is not what the last word names is no exact match", () => {
  const found = demo.ask({ q: "blue sweater" });
  expect(found.note).toEqual({ kind: "partial" });
  expect(found.slugs.slice(0, 2).sort()).toEqual(["aran-cable-sweater", "dinghy-stripe-sweater"]);
});

test.each([
  ["60x60cm cushion", "bay-linen-cushion"],
  ["10m string lights", "festoon-string-lights"],
  ["teatowel", "striped-tea-towels"],
  ["back pack", "waypoint-canvas-backpack"],
  ["towel for tea", "striped-tea-towels"],
])("%s finds what is written otherwise", (typed, slug) => {
  expect(demo.ask({ q: typed })).toMatchObject({ note: null });
  expect(demo.slugs(typed)[0]).toBe(slug);
});

test("a card shows the variant that the words mean", () => {
  const { slugs, shown } = demo.ask({ q: "plum cardigan" });
  expect(slugs).toEqual(["reading-room-cardigan"]);
  expect([...shown.values()].map(({ skus }) => skus)).toEqual([
    ["CDG-READ-PLM-S", "CDG-READ-PLM-M", "CDG-READ-PLM-L"],
  ]);
});

test("the merchant's synonyms and pinned products count", async () => {
  const [pinned = ""] = demo.ask({ q: "ferry wallet" }).productIds;
  const tuned = await demoIndex({
    tuning: { synonyms: "gadget, pocket knife\nseat > hammock", pins: { "gift ideas": [pinned] } },
  });
  expect(tuned.slugs("gadget")[0]).toBe("whittlers-pocket-knife");
  expect(tuned.slugs("Gift  ideas")[0]).toBe("ferry-wallet");
  expect(demo.slugs("gadget")).toEqual([]);
  tuned.close();
});

test("shoppers find nothing by the words and the SKU of a draft, and staff members do", async () => {
  const slug = "tidal-stoneware-mug";
  const drafted = await demoIndex({
    change: (product) =>
      product.slug === slug ? { ...product, status: "draft", name: "Grapplecord sofa" } : product,
  });
  const staffFind = (q: string) =>
    answerStaff(drafted.database, {
      ...{ q, except: [], sort: "changed", currency: "USD", offset: 0, limit: 10 },
    }).total;
  // It is not what they look for, so what comes near is offered as before.
  expect(drafted.ask({ q: "sofa" })).toMatchObject({ slugs: demo.slugs("sofa"), note: { kind: "partial" } });
  for (const q of ["grapplecord", "grapplecort"]) {
    expect(drafted.ask({ q })).toMatchObject({ total: 0, note: null });
    expect(staffFind(q)).toBe(1);
  }
  expect(drafted.ask({ q: "MUG-TIDAL-CHL" }).note).toEqual({ kind: "partial" });
  expect(drafted.slugs("MUG-TIDAL-CHL")).not.toContain(slug);
  expect(staffFind("MUG-TIDAL-CHL")).toBe(1);
  drafted.close();
});
