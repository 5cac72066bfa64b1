import { Customer } from "@securecart/core/customer";
import { Id } from "@securecart/core/id";
import { expect, test } from "vitest";
import { customer } from "#test/customers";
import { address } from "#test/fixtures";
import { AddressEntity } from "./address.entity";

const entry = (line1: string) => ({ ...address, line1, name: "Ada Lovelace", phone: "+1 555 010 0199" });

const book = async (customerId: string) => {
  const profile = await Customer.byId({ customerId });
  if (!profile) throw new Error("The account is gone.");
  return { ...profile, first: Customer.defaultAddress(profile)?.line1 };
};

test("the first address is the default until another one is chosen", async () => {
  const { customerId } = await customer();
  await Customer.addAddress({ customerId, address: entry("1 Pine Street") });
  const { addressId } = await Customer.addAddress({ customerId, address: entry("2 Oak Street") });
  expect((await book(customerId)).first).toBe("1 Pine Street");
  await Customer.setDefaultAddress({ customerId, addressId });
  expect((await book(customerId)).first).toBe("2 Oak Street");
  await Customer.removeAddress({ customerId, addressId });
  expect(await Customer.removeAddress({ customerId, addressId })).toEqual({ removed: false });
  expect((await book(customerId)).first).toBe("1 Pine Street");
});

test("removing the last address leaves no default", async () => {
  const { customerId } = await customer();
  const { addressId } = await Customer.addAddress({ customerId, address: entry("1 Pine Street") });
  await Customer.removeAddress({ customerId, addressId });
  expect(await book(customerId)).toMatchObject({ addresses: [] });
  expect((await book(customerId)).defaultAddressId).toBeUndefined();
});

test("a changed address has the values of the form, and no empty ones", async () => {
  const { customerId } = await customer();
  const { addressId } = await Customer.addAddress({
    customerId,
    address: { ...entry("1 Pine Street"), line2: "Floor 3" },
  });
  const { phone: _, ...less } = entry("1 Elm Street");
  await Customer.changeAddress({ customerId, addressId, address: { ...less, line2: "" } });
  const [saved] = (await book(customerId)).addresses;
  expect(saved).toMatchObject({ line1: "1 Elm Street" });
  expect(saved).not.toHaveProperty("line2");
  expect(saved).not.toHaveProperty("phone");
});

test("an address is not added twice", async () => {
  const { customerId } = await customer();
  const add = () => Customer.addAddress({ customerId, address: entry("1 Pine Street") });
  expect(await add()).toEqual(await add());
  expect((await book(customerId)).addresses).toHaveLength(1);
});

test("an address book holds twenty addresses, also with simultaneous additions", async () => {
  const { customerId } = await customer();
  for (let i = 1; i <= 17; i++) await Customer.addAddress({ customerId, address: entry(`${i} Pine Street`) });
  const adding = await Promise.allSettled(
    Array.from({ length: 5 }, (_, i) =>
      Customer.addAddress({ customerId, address: entry(`${i} Oak Street`) }),
    ),
  );
  expect(adding.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect((await book(customerId)).addresses).toHaveLength(20);
});

test("a customer cannot change another customer's address book", async () => {
  const [{ customerId }, other] = [await customer(), await customer()];
  const { addressId } = await Customer.addAddress({ customerId, address: entry("1 Pine Street") });
  const foreign = { customerId: other.customerId, addressId };
  const unknown = { code: "customer.unknown_address" };
  await expect(Customer.setDefaultAddress(foreign)).rejects.toMatchObject(unknown);
  await expect(Customer.changeAddress({ ...foreign, address: entry("9 Evil Street") })).rejects.toMatchObject(
    unknown,
  );
  expect(await Customer.removeAddress(foreign)).toEqual({ removed: false });
  expect((await book(customerId)).first).toBe("1 Pine Street");
  await expect(
    Customer.addAddress({ customerId: Id.create("customer"), address: entry("1 Nowhere") }),
  ).rejects.toMatchObject({ code: "customer.unknown" });
});

test.each([
  ["line1", ""],
  ["line1", "\u0007\u200b"],
  ["city", "x".repeat(81)],
  ["country", "USA"],
  ["name", "\u202e\u2800"],
  ["phone", "call me"],
  ["phone", "12"],
])("an address with %s %j is refused", async (field, text) => {
  const { customerId } = await customer();
  const given = { ...entry("1 Pine Street"), [field]: text };
  await expect(async () => Customer.addAddress({ customerId, address: given })).rejects.toThrow();
});

test("a phone number is stored in one form, and an entry stored as typed is recognized", async () => {
  const { customerId } = await customer();
  const german = {
    ...entry("1 Lindenweg"),
    city: "Berlin",
    region: undefined,
    postalCode: "10115",
    country: "DE",
  };
  const { addressId } = await Customer.addAddress({
    customerId,
    address: { ...german, phone: "0151 23456789" },
  });
  expect((await book(customerId)).addresses).toMatchObject([{ phone: "+4915123456789" }]);
  await AddressEntity.patch({ customerId, addressId }).set({ phone: "0151 / 234 567 89" }).go();
  expect(
    await Customer.addAddress({ customerId, address: { ...german, phone: "+49 (0)151 23456789" } }),
  ).toEqual({ addressId });
});

test("a profile's phone number without a country code belongs to the country of the default address", async () => {
  const { customerId } = await customer();
  const save = (phone: string) => Customer.setProfile({ customerId, name: "Ada", phone });
  await expect(save("(555) 010-0199")).rejects.toThrow("country code");
  await Customer.addAddress({ customerId, address: entry("1 Pine Street") });
  await save("\u202d(555)\u00a0010\u20110199\u202c");
  expect((await book(customerId)).phone).toBe("+15550100199");
  await save(" ");
  expect((await book(customerId)).phone).toBeUndefined();
});
