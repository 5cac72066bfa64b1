import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { check, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Phone } from "#platform/phone";
import { Address, PersonName, Place } from "#platform/place";
import { unknown as unknownAccount } from "./account";
import { AddressEntity } from "./address.entity";
import { CustomerEntity } from "./customer.entity";
import { byId, type SavedAddress } from "./find";

/** Most addresses in an address book. */
export const mostAddresses = 20;

const tries = 8;

const Ref = z.object({ customerId: Id.schema("customer"), addressId: Id.schema("address") });

/** Entry as a form sends it: recipient and address. */
export const AddressEntry = Address.extend({ name: PersonName, phone: Phone.schema });
export type AddressEntry = z.output<typeof AddressEntry>;

/** Entry whose phone number may be typed the way it is dialed in its country. */
const Typed = z.preprocess(Phone.inForm<z.input<typeof AddressEntry>>, AddressEntry);

const New = z.object({
  customerId: Id.schema("customer"),
  address: Typed,
  isDefault: z.boolean().default(false),
});

/**
 * Adds an address to the address book and returns its id; an address that is already in it is not added again. The first
 * address becomes the default. Throws `customer.unknown`, `customer.too_many_addresses`, and `place.…` for an address
 * that cannot be resolved.
 */
export const addAddress = fn(New, async ({ customerId, address: typed, isDefault }) => {
  const { address } = Place.require(typed);
  return retried(async () => {
    const { version, addresses, defaultAddressId } = await require(customerId);
    const known = addresses.find((saved) => same(saved, address));
    if (known) {
      const { addressId } = known;
      if (isDefault) await setDefaultAddress({ customerId, addressId });
      return { addressId };
    }
    if (addresses.length >= mostAddresses)
      throw new DomainError(
        "conflict",
        "customer.too_many_addresses",
        `Your address book holds ${mostAddresses} addresses. Please remove one first.`,
      );
    const addressId = Id.create("address");
    const becomesDefault = isDefault || !defaultAddressId || addresses.length === 0;
    const { committed } = await transact({
      customer: CustomerEntity.patch({ customerId })
        .set({ version: version + 1, ...(becomesDefault && { defaultAddressId: addressId }) })
        .where((at, { eq }) => eq(at.version, version)),
      address: AddressEntity.create({
        customerId,
        addressId,
        createdAt: Clock.iso(),
        ...withoutAbsent(address),
      }),
    });
    return committed ? { addressId } : null;
  });
});

/** Changes an entry. Throws `customer.unknown_address`, and `place.…` for an address that cannot be resolved. */
export const changeAddress = fn(Ref.extend({ address: Typed }), async ({ address: typed, ...ref }) => {
  const { address } = Place.require(typed);
  const optional = ["phone", "line2", "region"] as const;
  const absent = optional.filter((name) => address[name] === undefined);
  const patch = AddressEntity.patch(ref).set(withoutAbsent(address));
  const { committed } = await transact({
    address: absent.length > 0 ? patch.remove([...absent]) : patch,
  });
  if (!committed) throw unknown();
});

/** Removes an entry; removing it again changes nothing. When it was the default, another one becomes the default. */
export const removeAddress = fn(Ref, ({ customerId, addressId }) =>
  retried(async () => {
    const { version, addresses, defaultAddressId } = await require(customerId);
    if (!addresses.some((saved) => saved.addressId === addressId)) return { removed: false };
    const next = addresses.find((saved) => saved.addressId !== addressId)?.addressId;
    const patch = CustomerEntity.patch({ customerId }).set({
      version: version + 1,
      ...(defaultAddressId === addressId && next && { defaultAddressId: next }),
    });
    const last = defaultAddressId === addressId && !next ? patch.remove(["defaultAddressId"]) : patch;
    const { committed } = await transact({
      customer: last.where((at, { eq }) => eq(at.version, version)),
      address: AddressEntity.remove({ customerId, addressId }),
    });
    return committed ? { removed: true } : null;
  }),
);

/** Makes an entry the default of the checkout. Throws `customer.unknown_address`. */
export const setDefaultAddress = fn(Ref, async ({ customerId, addressId }) => {
  const { committed } = await transact({
    customer: CustomerEntity.patch({ customerId }).set({ defaultAddressId: addressId }).add({ version: 1 }),
    address: check(AddressEntity, { customerId, addressId }).where((at, { exists }) => exists(at.createdAt)),
  });
  if (!committed) throw unknown();
});

/** Returns the entry that the checkout proposes: the default, else the first. */
export const defaultAddress = (profile: {
  addresses: SavedAddress[];
  defaultAddressId?: string | undefined;
}) =>
  profile.addresses.find(({ addressId }) => addressId === profile.defaultAddressId) ??
  profile.addresses[0] ??
  null;

async function require(customerId: string) {
  const found = await byId({ customerId });
  if (!found) throw unknownAccount();
  return found;
}

/** Repeats work that returns null when another request changed the customer at the same time. */
async function retried<Result>(work: () => Promise<Result | null>): Promise<Result> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const result = await work();
    if (result) return result;
    await sleep(Math.random() * 10 * 2 ** attempt);
  }
  throw new DomainError("conflict", "customer.busy", "Your account is being changed. Please try again.");
}

const names = [
  "name",
  "phone",
  "line1",
  "line2",
  "city",
  "region",
  "postalCode",
  "country",
] as const satisfies (keyof AddressEntry)[];

/** Compares an entry with an address. Older rows hold the phone number and the region as they were typed. */
function same(saved: SavedAddress, other: AddressEntry) {
  const dialed = Phone.inForm(saved);
  const found = Place.resolve(dialed);
  const entry = found.refused ? dialed : found.address;
  return names.every((name) => (entry[name] ?? "") === (other[name] ?? ""));
}

/** Leaves out the attributes that are absent: ElectroDB accepts no undefined. */
const withoutAbsent = ({ name, line1, city, postalCode, country, phone, line2, region }: AddressEntry) => ({
  name,
  line1,
  city,
  postalCode,
  country,
  ...(phone && { phone }),
  ...(line2 && { line2 }),
  ...(region && { region }),
});

const unknown = () =>
  new DomainError("not_found", "customer.unknown_address", "This address is not in your address book.");
