import { type Address, Checkout, type Contact } from "@securecart/core/checkout";
import { Phone } from "@securecart/core/phone";

type AddressLinesProps = {
  contact: Pick<Contact, "email" | "name" | "phone"> & Partial<Pick<Contact, "taxId">>;
  address: Omit<Address, "line2" | "region"> & Partial<Pick<Address, "line2" | "region">>;
};

export function AddressLines({ contact, address }: AddressLinesProps) {
  const { line1, line2, country } = address;
  const countryName = Checkout.countries.find(({ code }) => code === country)?.name ?? country;
  return (
    <address className="grid not-italic">
      {[
        contact.name,
        line1,
        line2,
        placeOf(address),
        countryName,
        contact.email,
        contact.phone && Phone.format(contact.phone),
        taxIdOf(contact),
      ]
        .filter((line) => line !== undefined && line !== "")
        .map((line) => (
          <span key={line}>{line}</span>
        ))}
    </address>
  );
}

const taxIdOf = ({ taxId }: AddressLinesProps["contact"]) => taxId && `Business tax ID ${taxId}`;

/** The line of the city, in the order that its country writes it. */
function placeOf({ postalCode, city, region, country }: AddressLinesProps["address"]) {
  if (country === "US" || country === "CA")
    return `${city}, ${[region, postalCode].filter(Boolean).join(" ")}`;
  return [`${postalCode} ${city}`, region].filter(Boolean).join(", ");
}
