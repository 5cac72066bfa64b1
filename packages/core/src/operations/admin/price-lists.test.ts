import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Clock } from "@securecart/core/clock";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Id } from "@securecart/core/id";
import { Offer } from "@securecart/core/offer";
import { type ListTerms, Price } from "@securecart/core/price";
import { expect, test } from "vitest";
import { customer } from "#test/customers";
import { eventually } from "#test/eventually";
import { product, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });

const newGroup = async () => (await Admin.createGroup({ name: unique(), description: "", ...by() })).groupId;

const newList = (terms: Partial<ListTerms> & Pick<ListTerms, "groupId">) =>
  Admin.createPriceList({ terms: { name: "Trade", prices: {}, ...terms }, ...by() });

/** Puts a SKU into the cart of a customer who is in a group, and into that of a guest. */
async function twoCarts(sku: string, groupId: string) {
  const { customerId, cartId } = await customer();
  await Cart.merge({ from: null, to: cartId, customerId });
  await CustomerGroup.add({ groupId, customerId });
  const guest = Cart.newId();
  for (const one of [cartId, guest]) await Cart.add({ cartId: one, sku, quantity: 1 });
  const priceIn = async (one: string) => (await Cart.read({ cartId: one })).lines[0];
  return { own: () => priceIn(cartId), guests: () => priceIn(guest) };
}

test("a customer of the group pays the price of the list, and nobody else", async () => {
  const { sku } = await product({ price: 2_000 });
  const groupId = await newGroup();
  const { own, guests } = await twoCarts(sku, groupId);
  expect((await own())?.unitPrice).toBe(2_000);
  const { listId } = await newList({ groupId, percent: 10 });
  const listed = { unitPrice: 1_800, reason: "list", priceName: "Trade", compareAt: null };
  // The groups in use are cached for two seconds.
  await eventually(async () => expect(await own()).toMatchObject(listed));
  expect(await guests()).toMatchObject({ unitPrice: 2_000, reason: "base" });
  const prices = { [sku.toLowerCase()]: { USD: 1_500 } };
  await Admin.changePriceList({
    listId,
    seen: 1,
    terms: { name: "Trade", groupId, percent: 10, prices },
    ...by(),
  });
  expect((await own())?.unitPrice).toBe(1_500);
  await Admin.archivePriceList({ listId, seen: 2, ...by() });
  expect((await own())?.unitPrice).toBe(2_000);
  await Admin.restorePriceList({ listId, seen: 3, ...by() });
  expect((await own())?.unitPrice).toBe(1_500);
  const { rows } = await Audit.list({ subject: `price-list:${listId}` });
  expect(rows.map(({ action }) => action)).toEqual([
    "price_list.restore",
    "price_list.archive",
    "price_list.change",
    "price_list.create",
  ]);
});

test("a price list ends for a customer who leaves the group, and counts only within its time", async () => {
  const { sku } = await product({ price: 2_000 });
  const groupId = await newGroup();
  const variant = await Catalog.variant({ sku });
  if (!variant) throw new Error("The variant is gone.");
  await newList({ groupId, percent: 50, startsAt: Clock.iso(3_600), endsAt: Clock.iso(7_200) });
  const board = await Price.board();
  const at = (plus: number, groups: string[]) =>
    Price.decide(variant, { currency: "USD", at: Clock.iso(plus), board, groups }).amount;
  expect([at(0, [groupId]), at(3_601, [groupId]), at(7_201, [groupId]), at(3_601, [])]).toEqual([
    2_000, 1_000, 2_000, 2_000,
  ]);
});

test("a product page asks for the price of its customer, and finds none for others", async () => {
  const { sku } = await product({ price: 2_000 });
  const groupId = await newGroup();
  const [{ customerId }, other] = [await customer(), await customer()];
  await CustomerGroup.add({ groupId, customerId });
  await newList({ groupId, percent: 25 });
  const price = { amount: 1_500, currency: "USD", name: "Trade" };
  // The groups in use are cached for two seconds.
  await eventually(async () => expect(await Offer.personal({ sku, customerId })).toEqual(price));
  expect(await Offer.personal({ sku, customerId: other.customerId })).toBeNull();
});

test("a rendered page never has the prices of a list", async () => {
  const { slug, sku } = await product({ price: 2_000 });
  const groupId = await newGroup();
  await newList({ groupId, percent: 50, prices: { [sku.toLowerCase()]: { USD: 777 } } });
  const page = await Offer.page({ slug });
  expect(page?.variants).toHaveLength(1);
  expect(JSON.stringify(page)).not.toContain("777");
  expect(JSON.stringify(page)).not.toContain(groupId);
});

test("a list for an unknown group or SKU, and one that ends before it starts, are refused", async () => {
  const groupId = await newGroup();
  await expect(newList({ groupId: Id.create("group"), percent: 5 })).rejects.toMatchObject({
    code: "price.unknown_group",
    field: "groupId",
  });
  await expect(newList({ groupId, prices: { "no-such-sku": { USD: 1 } } })).rejects.toMatchObject({
    code: "price.unknown_sku",
    field: "prices",
  });
  await expect(newList({ groupId, percent: 5, endsAt: Clock.iso(-60) })).rejects.toMatchObject({
    code: "price.wrong_end",
    field: "endsAt",
  });
});

test("of two who change the same version of a list, one is refused", async () => {
  const groupId = await newGroup();
  const { listId } = await newList({ groupId, percent: 5 });
  const both = await Promise.allSettled(
    [6, 7].map((percent) =>
      Admin.changePriceList({
        listId,
        seen: 1,
        terms: { name: "Trade", groupId, percent, prices: {} },
        ...by(),
      }),
    ),
  );
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { code: "price.list_changed" } },
  ]);
});
