import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cycles, forbiddenImports } from "./imports";

const read = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name): [string, string] => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, "utf8")]);

const files = new Map([...read("packages/core/src"), ...read("app")]);

test("the imports of core and app follow the rules", () => {
  expect(files.size).toBeGreaterThan(500);
  expect(forbiddenImports(files)).toEqual([]);
});

test("no modules of core import each other in a circle", () => {
  expect(cycles(files)).toEqual([]);
});

/** Checks one file that is planted beside the real ones. */
const planted = (file: string, source: string) => forbiddenImports(new Map([[file, source]]));
const order = "packages/core/src/sales/order/planted.ts";

test.each([
  ["a wing above", order, 'import { Privacy } from "#operations/privacy";', "a wing above it"],
  ["a wing above, as a type", order, 'import type { Row } from "#operations/reporting";', "a wing above it"],
  ["another module's entity", order, 'import { StockEntity } from "../inventory/stock.entity";', "index.ts"],
  [
    "a file behind another module's face",
    order,
    'export { toShip } from "#catalog/catalog/types";',
    "index.ts",
  ],
  [
    "a module by a relative path",
    order,
    'import { Clock } from "../../operations/admin";',
    "a wing above it",
  ],
  [
    "an import in the middle of the code",
    order,
    'const admin = await import("#operations/admin");',
    "a wing above it",
  ],
  ["core by its package name", order, 'import { Clock } from "@securecart/core/clock";', "#wing/module"],
  [
    "an adapter in a page",
    "app/(shop)/planted.tsx",
    'import { Dynamo } from "@securecart/core/dynamo";',
    "adapter",
  ],
  [
    "Stripe in an action",
    "app/(shop)/actions.ts",
    'import {\n  Stripe,\n} from "@securecart/core/stripe";',
    "adapter",
  ],
])("%s is refused", (_name, file, source, why) => {
  expect(planted(file, source)).toEqual([expect.stringContaining(why)]);
});

test.each([
  ["the same wing", order, 'import { Cart } from "../cart";'],
  ["a wing below", order, 'import { Clock } from "#platform/clock";'],
  ["the module's own entity", order, 'import { OrderEntity } from "./order.entity";'],
  ["a domain module in a page", "app/(shop)/planted.tsx", 'import { Order } from "@securecart/core/order";'],
  [
    "any file in a test",
    order.replace(".ts", ".test.ts"),
    'import { StockEntity } from "../inventory/stock.entity";',
  ],
])("%s is allowed", (_name, file, source) => {
  expect(planted(file, source)).toEqual([]);
});

test("a circle of modules is found, also one of types", () => {
  const circle = new Map([
    ["packages/core/src/sales/cart/index.ts", 'import { Order } from "../order";'],
    ["packages/core/src/sales/order/index.ts", 'import { Refund } from "../refund";'],
    ["packages/core/src/sales/refund/index.ts", 'import type { CartView } from "../cart";'],
    ["packages/core/src/sales/tax-id/index.ts", 'import { Clock } from "#platform/clock";'],
  ]);
  expect(cycles(circle)).toEqual([["sales/cart", "sales/order", "sales/refund"]]);
});
