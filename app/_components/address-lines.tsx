import type { Address, Contact } from "@securecart/core/checkout";
import { Phone } from "@securecart/core/phone";
import { Place } from "@securecart/core/place";

type AddressLinesProps = {
  contact: Pick<Contact, "email" | "name"> & Partial<Pick<Contact, "phone" | "taxId">>;
  address: Omit<Address, "line2" | "region"> & Partial<Pick<Address, "line2" | "region">>;
};

/** Renders an address in its country's format, with the recipient. */
export function AddressLines({ contact, address }: AddressLinesProps) {
  return (
    <address className="grid not-italic">
      {[
        contact.name,
        ...Place.lines(address),
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
