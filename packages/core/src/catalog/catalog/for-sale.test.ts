import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Checkout } from "@securecart/core/checkout";
import { Dynamo } from "@securecart/core/dynamo";
import { Id } from "@securecart/core/id";
import { Inventory } from "@securecart/core/inventory";
import { expect, test } from "vitest";
import { place, product, productOf, readyCart } from "#test/fixtures";
import { VariantEntity } from "./variant.entity";

const hide = (sku: string) => product({ sku, stock: 0, status: "hidden" });

/** Changes the row of a SKU to one from before variants had their product's status and unique paths. */
const makeOld = (sku: string, path = "") =>
  VariantEntity.patch({ sku }).set({ path }).remove(["productStatus", "ownPath"]).go();

/** Counts the requests that some work sends to the table. */
async function requestsOf(work: () => Promise<unknown>) {
  let sent = 0;
  const name = "requests";
  Dynamo.client.middlewareStack.add(
    (next) => (args) => {
      sent++;
      return next(args);
    },
    { name, step: "initialize" },
  );
  try {
    await work();
    return sent;
  } finally {
    Dynamo.client.middlewareStack.remove(name);
  }
}

const nothingIsHeld = async (sku: string) =>
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 10, held: 0 });

test.each([
  ["new", async () => undefined],
  ["old", makeOld],
])("a hidden product cannot be added through the active variants of its %s rows", async (_, age) => {
  const { sku } = await product();
  await hide(sku);
  await age(sku);
  expect(await Catalog.variant({ sku })).toMatchObject({ status: "active" });
  const cartId = Cart.newId();
  await expect(Cart.add({ cartId, sku, quantity: 1 })).rejects.toMatchObject({ code: "cart.unknown_item" });
  expect((await Cart.read({ cartId })).lines).toEqual([]);
});

test.each([
  ["new", async () => undefined],
  ["old", makeOld],
])(
  "a product that is hidden while it is in a cart is named, costs nothing and is not ordered (%s rows)",
  async (_, age) => {
    const { sku } = await product();
    const cartId = await readyCart({ sku, quantity: 2 });
    const { reviewed } = await Checkout.read({ cartId });
    await hide(sku);
    await age(sku);
    const { cart, next } = await Checkout.read({ cartId });
    expect(cart).toMatchObject({
      subtotal: 0,
      lines: [{ name: `Mug ${sku}`, slug: "", unitPrice: 0, quantity: 2, problem: "gone" }],
    });
    expect(next).toBe("cart");
    await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "checkout.changed" });
    await expect(Cart.setQuantity({ cartId, sku, quantity: 3 })).rejects.toMatchObject({
      code: "cart.unknown_item",
    });
    expect(await Cart.setQuantity({ cartId, sku, quantity: 1 })).toMatchObject({ count: 1 });
    expect(await Cart.remove({ cartId, sku })).toMatchObject({ count: 0 });
    await nothingIsHeld(sku);
  },
);

test("a hidden variant of an active product in a cart is not ordered", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  await VariantEntity.patch({ sku }).set({ status: "hidden" }).go();
  expect((await Cart.read({ cartId })).lines).toMatchObject([{ problem: "gone" }]);
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "checkout.changed" });
  await nothingIsHeld(sku);
});

test("the other items of a cart can be ordered once the hidden item is removed", async () => {
  const [kept, hidden] = [await product({ price: 2_000 }), await product()];
  const cartId = await readyCart({ sku: kept.sku }, { sku: hidden.sku });
  await hide(hidden.sku);
  await expect(place(cartId)).rejects.toMatchObject({ code: "checkout.changed" });
  await Cart.remove({ cartId, sku: hidden.sku });
  await place(cartId);
  await nothingIsHeld(hidden.sku);
});

test("a product that is shown again can be ordered again", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  await hide(sku);
  await product({ sku, stock: 0 });
  expect(await place(cartId)).toMatchObject({ orderId: expect.stringMatching(/^ord_/) });
});

test("an old row of an active product is sold as before", async () => {
  const { sku } = await product();
  await makeOld(sku);
  expect(await place(await readyCart({ sku }))).toMatchObject({ orderId: expect.stringMatching(/^ord_/) });
});

test("a hidden product in a guest's cart is not merged when the guest signs in", async () => {
  const { sku } = await product();
  const from = await readyCart({ sku });
  await hide(sku);
  const to = Cart.newId();
  const { changes } = await Cart.merge({ from, to, customerId: Id.random("customer") });
  expect(changes).toEqual(["An item that is no longer available was taken out."]);
});

test("whether a product is for sale costs no request: a cart is read with two, an order placed with three", async () => {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  expect(await requestsOf(() => Cart.read({ cartId }))).toBe(2);
  expect(await requestsOf(() => Checkout.place({ cartId, reviewed }))).toBe(3);
  const old = await product();
  await makeOld(old.sku);
  const oldCart = await readyCart({ sku: old.sku });
  expect(await requestsOf(() => Cart.read({ cartId: oldCart }))).toBe(3);
});

test.each([
  ["Diopter", ["+1.5", "-1.5", "1.5"]],
  ["Size", ["M", "M+", "m"]],
  ["Thread", ["1/2", "½", "1-2"]],
  ["尺寸", ["大", "中", "小"]],
  ["Name", ["e\u0301", "\u00e9", "\u202eM", "/", "?", "..", "👨‍👩‍👧", "עברית", "x".repeat(2_000)]],
])(
  "each %s has a path of its own that finds its variant, on the page and in the cart",
  async (name, values) => {
    const { sku, slug } = await productOf(name, values);
    const { variants = [] } = (await Catalog.bySlug({ slug })) ?? {};
    expect(new Set(variants.map(({ path }) => path)).size).toBe(values.length);
    const cartId = Cart.newId();
    for (const [i, value] of values.entries()) {
      const path = variants.find(({ options }) => options[name] === value)?.path ?? "";
      expect(Catalog.byPath(variants, path)).toMatchObject({
        sku: `${sku}-${i}`,
        options: { [name]: value },
      });
      await Inventory.receive({
        sku: `${sku}-${i}`,
        quantity: 1,
        cause: "delivery",
        reference: `d:${sku}:${i}`,
      });
      await Cart.add({ cartId, sku: `${sku}-${i}`, quantity: 1 });
    }
    for (const { sku, path } of (await Cart.read({ cartId })).lines)
      expect(Catalog.byPath(variants, path)).toMatchObject({ sku });
  },
);

test("rows that share a path are found without a change of the table, and keep their path when saved again", async () => {
  const values = ["M", "M+", "L"];
  const { sku, slug } = await productOf("Size", values);
  for (const [i, path] of ["m", "m", "l"].entries()) await makeOld(`${sku}-${i}`, path);
  const before = (await Catalog.bySlug({ slug }))?.variants ?? [];
  const paths = before.map(({ path }) => path);
  expect(paths).toEqual([`m~${slug}-0`, `m~${slug}-1`, "l"]);
  expect(Catalog.byPath(before, "m")).toBe("several");
  await Inventory.receive({ sku: `${sku}-1`, quantity: 1, cause: "delivery", reference: `d:${sku}` });
  const cartId = await readyCart({ sku: `${sku}-1` });
  const [line] = (await Cart.read({ cartId })).lines;
  expect(Catalog.byPath(before, line?.path ?? "")).toMatchObject({ sku: `${sku}-1` });
  await productOf("Size", values, sku);
  expect((await Catalog.bySlug({ slug }))?.variants.map(({ path }) => path)).toEqual(paths);
});

test("two values of an option that are the same are refused", async () => {
  await expect(async () => productOf("Size", ["M", "M"])).rejects.toThrow("are the same");
});
