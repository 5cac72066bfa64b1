import { type Address, Checkout, type Contact } from "@securecart/core/checkout";

export function AddressLines({ contact, address }: { contact: Contact; address: Address }) {
  const { line1, line2, postalCode, city, region, country } = address;
  const place = [postalCode, city, region].filter(Boolean).join(" ");
  const countryName = Checkout.countries.find(({ code }) => code === country)?.name ?? country;
  return (
    <address className="grid not-italic">
      {[contact.name, line1, line2, place, countryName, contact.email, contact.phone]
        .filter((line) => line !== undefined && line !== "")
        .map((line) => (
          <span key={line}>{line}</span>
        ))}
    </address>
  );
}
