import { Customer, type SavedAddress } from "@securecart/core/customer";
import type { Metadata } from "next";
import { AddressLines } from "#app/_components/address-lines";
import { Link } from "#app/_components/link";
import { RowList } from "#app/_components/row-list";
import { Badge } from "#app/_components/ui/badge";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { requireCustomer } from "#app/_lib/customer-session";
import { EntryForms } from "./entry-forms";

export const metadata: Metadata = { title: "Addresses", robots: { index: false } };

export default async function AddressesPage({ searchParams }: PageProps<"/account/addresses">) {
  const { done } = await searchParams;
  const customer = await requireCustomer({ from: "/account/addresses" });
  const profile = await Customer.byId(customer);
  const addresses = profile?.addresses ?? [];
  const first = profile ? Customer.defaultAddress(profile)?.addressId : undefined;
  const isFull = addresses.length >= Customer.mostAddresses;
  return (
    <>
      <h1 className="text-3xl">Addresses</h1>
      {done === "saved" && (
        <Notice tone="good" role="status" className="mt-6">
          The address has been saved.
        </Notice>
      )}
      {addresses.length === 0 && (
        <p className="mt-6 text-lg text-muted">
          Your address book is empty. You can use saved addresses at checkout.
        </p>
      )}
      <RowList
        rows={addresses.map(({ addressId }) => addressId)}
        chosen={first}
        className="mt-6 grid gap-4 md:grid-cols-2"
      >
        {addresses.map((address) => (
          <li key={address.addressId} className="rounded-card border border-line bg-surface p-6">
            <Entry address={address} isDefault={address.addressId === first} />
          </li>
        ))}
      </RowList>
      {isFull ? (
        <p className="mt-6 text-muted">
          Your address book is full. It can hold {Customer.mostAddresses} addresses.
        </p>
      ) : (
        <Link href="/account/addresses/new" className={buttonClasses("primary", "mt-6")}>
          Add an address
        </Link>
      )}
    </>
  );
}

function Entry({ address, isDefault }: { address: SavedAddress; isDefault: boolean }) {
  const { addressId, name, phone, line1 } = address;
  return (
    <>
      {isDefault && (
        <p className="mb-2">
          <Badge>Default</Badge>
        </p>
      )}
      <AddressLines contact={{ name, phone, email: "" }} address={address} />
      <div className="mt-3 flex flex-wrap items-center gap-x-4">
        <Link
          href={`/account/addresses/${addressId}`}
          className="text-link inline-flex min-h-11 items-center"
        >
          Edit<span className="sr-only"> {line1}</span>
        </Link>
        <EntryForms addressId={addressId} label={line1} isDefault={isDefault} />
      </div>
    </>
  );
}
