import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Phone } from "@securecart/core/phone";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { upToDate } from "#app/_lib/address-form";
import { requireCustomer } from "#app/_lib/customer-session";
import { AddressForm } from "../address-form";

export const metadata: Metadata = { title: "Edit address", robots: { index: false } };

export default async function AddressPage({ params }: PageProps<"/account/addresses/[addressId]">) {
  const { addressId } = await params;
  const customer = await requireCustomer({ from: "/account/addresses" });
  const profile = await Customer.byId(customer);
  const saved = profile?.addresses.find((address) => address.addressId === addressId);
  if (!profile || !saved) notFound();
  const { address, outdated } = upToDate(saved);
  const { name, phone = "", line1, line2 = "", city, region = "", postalCode, country } = address;
  return (
    <>
      <h1 className="text-3xl">Edit address</h1>
      <AddressForm
        addressId={addressId}
        known={{ name, phone: Phone.format(phone), line1, line2, city, region, postalCode, country }}
        outdated={outdated}
        forms={await Checkout.addressForms(country)}
        canBeDefault={Customer.defaultAddress(profile)?.addressId !== addressId}
      />
    </>
  );
}
