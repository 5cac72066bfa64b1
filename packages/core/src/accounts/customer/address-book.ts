import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Phone } from "#platform/phone";
import { Address, PersonName, Place } from "#platform/place";
import { Store } from "#platform/store";
import { byId, type SavedAddress } from "./index";

/** So many addresses are kept for a customer. */
export const mostAddresses = 20;

const tries = 8;

const Ref = z.object({ customerId: Id.schema("customer"), addressId: Id.schema("address") });

/** An entry as a form sends it: who receives it, and where. */
export const AddressEntry = Address.extend({ name: PersonName, phone: Phone.schema });
export type AddressEntry = z.output<typeof AddressEntry>;

/** An entry whose phone number may be typed as people dial it in its country. */
const Typed = z.preprocess(Phone.inForm<z.input<typeof AddressEntry>>, AddressEntry);

const New = z.object({
  customerId: Id.schema("customer"),
  address: Typed,
  isDefault: z.boolean().default(false),
});

/**
 * Puts an address in the book; one that stands there already is not put there twice, and the first is the default.
 * Returns its id. Throws `customer.unknown`, `customer.too_many_addresses`, and `place.…` for an address that has no
 * place.
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
    const { done } = await Store.write(({ customer, address: row }) => [
      customer
        .patch({ customerId })
        .set({ version: version + 1, ...(becomesDefault && { defaultAddressId: addressId }) })
        .where((at, { eq }) => eq(at.version, version))
        .commit(),
      row.create({ customerId, addressId, createdAt: Clock.iso(), ...present(address) }).commit(),
    ]);
    return done ? { addressId } : null;
  });
});

/** Changes an entry. Throws `customer.unknown_address`, and `place.…` for an address that has no place. */
export const changeAddress = fn(Ref.extend({ address: Typed }), async ({ address: typed, ...ref }) => {
  const { address } = Place.require(typed);
  const optional = ["phone", "line2", "region"] as const;
  const absent = optional.filter((name) => address[name] === undefined);
  const { done } = await Store.write(({ address: row }) => {
    const patch = row.patch(ref).set(present(address));
    return [(absent.length > 0 ? patch.remove([...absent]) : patch).commit()];
  });
  if (!done) throw unknown();
});

/** Takes an entry out; taking it out again changes nothing. Another one becomes the default if it was that. */
export const removeAddress = fn(Ref, ({ customerId, addressId }) =>
  retried(async () => {
    const { version, addresses, defaultAddressId } = await require(customerId);
    if (!addresses.some((saved) => saved.addressId === addressId)) return { removed: false };
    const next = addresses.find((saved) => saved.addressId !== addressId)?.addressId;
    const { done } = await Store.write(({ customer, address }) => {
      const patch = customer.patch({ customerId }).set({
        version: version + 1,
        ...(defaultAddressId === addressId && next && { defaultAddressId: next }),
      });
      const last = defaultAddressId === addressId && !next ? patch.remove(["defaultAddressId"]) : patch;
      return [
        last.where((at, { eq }) => eq(at.version, version)).commit(),
        address.remove({ customerId, addressId }).commit(),
      ];
    });
    return done ? { removed: true } : null;
  }),
);

/** Makes an entry the one that checkout begins with. Throws `customer.unknown_address`. */
export const setDefaultAddress = fn(Ref, async ({ customerId, addressId }) => {
  const { done } = await Store.write(({ customer, address }) => [
    customer.patch({ customerId }).set({ defaultAddressId: addressId }).add({ version: 1 }).commit(),
    address
      .check({ customerId, addressId })
      .where((at, { exists }) => exists(at.createdAt))
      .commit(),
  ]);
  if (!done) throw unknown();
});

/** The entry that checkout begins with: the default, else the first. */
export const defaultAddress = (profile: {
  addresses: SavedAddress[];
  defaultAddressId?: string | undefined;
}) =>
  profile.addresses.find(({ addressId }) => addressId === profile.defaultAddressId) ??
  profile.addresses[0] ??
  null;

async function require(customerId: string) {
  const found = await byId({ customerId });
  if (!found) throw new DomainError("not_found", "customer.unknown", "We do not know this account.");
  return found;
}

async function retried<Result>(once: () => Promise<Result | null>): Promise<Result> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const result = await once();
    if (result) return result;
    await new Promise((wait) => setTimeout(wait, Math.random() * 10 * 2 ** attempt));
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

/** Older rows have the phone number and the region as they were typed. */
function same(saved: SavedAddress, other: AddressEntry) {
  const dialed = Phone.inForm(saved);
  const found = Place.resolve(dialed);
  const entry = found.refused ? dialed : found.address;
  return names.every((name) => (entry[name] ?? "") === (other[name] ?? ""));
}

/** Without what is not there: the table keeps no undefined. */
const present = ({ name, line1, city, postalCode, country, phone, line2, region }: AddressEntry) => ({
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
