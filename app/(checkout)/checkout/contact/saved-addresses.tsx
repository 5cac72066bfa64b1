import type { SavedAddress } from "@securecart/core/customer";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";

type SavedAddressesProps = { addresses: SavedAddress[]; chosen: string | null };

/** Renders a customer's addresses, each as a link that fills in the form, with or without JavaScript. */
export function SavedAddresses({ addresses, chosen }: SavedAddressesProps) {
  if (addresses.length === 0) return null;
  return (
    <nav aria-labelledby="saved-addresses" className="mt-6">
      <h2 id="saved-addresses" className="mb-3 text-xl">
        Your addresses
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        {addresses.map(({ addressId, name, line1, postalCode, city, country }) => (
          <li key={addressId}>
            <Link
              href={`/checkout/contact?address=${addressId}`}
              aria-current={addressId === chosen ? "true" : undefined}
              className={classes(
                "block rounded-control border bg-surface px-4 py-3 hover:border-ink",
                addressId === chosen ? "border-2 border-accent" : "border-edge",
              )}
            >
              <span className="font-medium">{name}</span>
              <span className="block text-muted">
                {line1}, {postalCode} {city}, {country}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
