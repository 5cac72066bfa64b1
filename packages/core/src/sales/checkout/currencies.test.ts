import { Catalog } from "@securecart/core/catalog";
import { Checkout } from "@securecart/core/checkout";
import { Clock } from "@securecart/core/clock";
import { Money } from "@securecart/core/money";
import { Payment } from "@securecart/core/payment";
import { Price } from "@securecart/core/price";
import { Settings } from "@securecart/core/settings";
import { afterEach, expect, test, vi } from "vitest";
import { address, contact, intentsOf, pay, product, readyCartOf } from "#test/fixtures";
import { withSettings } from "#test/settings";

afterEach(() => {
  vi.restoreAllMocks();
  for (const group of Settings.groupNames) Settings.forget(group);
});

const berlin = { line1: "Lindenallee 1", city: "Berlin", postalCode: "10115", country: "DE" };

/** Price of a product, its express delivery as a new shop has it, and the VAT of 19 % in both, by currency. */
const shops = [
  { main: "GBP", price: 2_500, shipping: 1_200, tax: 591, shown: "£37.00" },
  { main: "JPY", price: 3_000, shipping: 2_240, tax: 837, shown: "¥5,240" },
  { main: "CHF", price: 2_500, shipping: 1_350, tax: 615, shown: "CHF\u00a038.50" },
] as const;

test.each(shops)("a shop in $main sells: what is shown is charged, with its tax", async (shop) => {
  const { main, price, shipping, tax } = shop;
  withSettings("currencies", { main, others: [] });
  const { sku, slug } = await product({ prices: { [main]: price } });
  const found = await Catalog.bySlug({ slug });
  if (!found) throw new Error("The product is not shown.");
  const card = Catalog.card(found.product, main, { board: Price.emptyBoard, at: Clock.iso() });
  expect(card.price).toEqual({ from: price, to: price, currency: main });
  const cartId = await readyCartOf({ contact, address: berlin }, { sku });
  const review = await Checkout.read({ cartId });
  const total = price + shipping;
  expect(review.totals).toMatchObject({
    currency: main,
    subtotal: price,
    shipping,
    tax,
    taxIncluded: true,
    total,
  });
  expect(Money.format(review.totals.total, main)).toBe(shop.shown);
  const { orderId } = await Checkout.place({ cartId, reviewed: review.reviewed });
  await pay((await Payment.start({ orderId })).url);
  expect((await Payment.settle({ orderId })).status).toBe("authorized");
  const [intent] = await intentsOf(orderId);
  expect(intent).toMatchObject({ amount: total, currency: main.toLowerCase() });
});

test("a tax on top of a price in yen is rounded to whole yen", async () => {
  withSettings("currencies", { main: "JPY", others: [] });
  const { sku } = await product({ prices: { JPY: 999 } });
  const cartId = await readyCartOf({ contact, address }, { sku });
  const { totals } = await Checkout.read({ cartId });
  expect(totals).toMatchObject({ subtotal: 999, shipping: 2_240 });
  expect(totals.total).toBe(totals.subtotal + totals.shipping + (totals.taxIncluded ? 0 : totals.tax));
});

test("a payment below what Stripe charges in the currency is refused before the payment page", async () => {
  withSettings("currencies", { main: "MXN", others: [] });
  const free = Settings.parse("shipping", {}).zones.map((zone) => ({
    ...zone,
    methods: zone.methods.map((method) => ({ ...method, freeFrom: { MXN: 0 } })),
  }));
  withSettings("shipping", { zones: free });
  const { sku } = await product({ prices: { MXN: 999 } });
  const cartId = await readyCartOf({ contact, address }, { sku });
  const { reviewed } = await Checkout.read({ cartId });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({
    message: expect.stringContaining("MX$10.00"),
  });
});

test("a variant without a price in the shop's currency cannot be bought, whatever it costs in others", async () => {
  withSettings("currencies", { main: "GBP", others: ["USD"] });
  const { sku } = await product({ prices: { USD: 2_500 } });
  await expect(readyCartOf({ contact, address }, { sku })).rejects.toMatchObject({
    code: "cart.unknown_item",
  });
});
