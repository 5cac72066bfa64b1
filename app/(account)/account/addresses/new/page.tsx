import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Phone } from "@securecart/core/phone";
import type { Metadata } from "next";
import { requireCustomer } from "#app/_lib/customer-session";
import { AddressForm } from "../address-form";

export const metadata: Metadata = { title: "Add an address", robots: { index: false } };

export default async function NewAddressPage() {
  const customer = await requireCustomer({ from: "/account/addresses/new" });
  const profile = await Customer.byId(customer);
  return (
    <>
      <h1 className="text-3xl">Add an address</h1>
      <AddressForm
        known={{ name: profile?.name ?? "", phone: Phone.format(profile?.phone ?? "") }}
        forms={await Checkout.addressForms()}
        canBeDefault={(profile?.addresses.length ?? 0) > 0}
      />
    </>
  );
}
