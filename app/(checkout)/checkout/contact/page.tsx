import { Checkout } from "@securecart/core/checkout";
import { Customer } from "@securecart/core/customer";
import { Phone } from "@securecart/core/phone";
import type { Metadata } from "next";
import { upToDate } from "#app/_lib/address-form";
import { readCustomer } from "#app/_lib/customer-session";
import { WithSummary } from "../order-summary";
import { Progress } from "../progress";
import { readStep } from "../step";
import { StepHeading } from "../step-heading";
import { TaxIdNotice } from "../tax-id-notice";
import { ContactForm } from "./contact-form";
import { SavedAddresses } from "./saved-addresses";

export const metadata: Metadata = { title: "Checkout: contact and address" };

export default async function ContactPage({ searchParams }: PageProps<"/checkout/contact">) {
  const checkout = await readStep("contact");
  const { contact, address, taxId, countries, rules } = checkout;
  const customer = await readCustomer();
  const profile = customer && (await Customer.byId(customer));
  const { address: asked } = await searchParams;
  const addresses = profile?.addresses ?? [];
  const chosen =
    addresses.find(({ addressId }) => addressId === asked) ??
    (profile && !address ? Customer.defaultAddress(profile) : null);
  const used = chosen ?? address;
  const { address: shown, outdated } = used ? upToDate(used) : { address: {}, outdated: null };
  const known = {
    ...(profile && { email: profile.email, name: profile.name, phone: profile.phone }),
    ...contact,
    ...shown,
  };
  const phone = Phone.format(known.phone ?? "");
  return (
    <>
      <StepHeading>Checkout: contact and address</StepHeading>
      <Progress current="contact" />
      <WithSummary checkout={checkout}>
        <TaxIdNotice note={taxId} />
        <SavedAddresses addresses={addresses} chosen={chosen?.addressId ?? null} />
        <ContactForm
          key={chosen?.addressId}
          known={text({ ...known, phone })}
          outdated={outdated}
          forms={Checkout.formsOf(countries, used?.country)}
          canKeep={profile !== null}
          phone={rules.phone}
        />
      </WithSummary>
    </>
  );
}

/** Converts the known values to form values: a ticked checkbox is "on". */
const text = (values: Record<string, string | true | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value === true ? "on" : value]] : [])),
  );
