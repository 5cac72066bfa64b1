import { type Country, countryByCode, metadataOf } from "./countries";
import { examplePostcode } from "./postcode";
import { regionsOf } from "./regions";
import { postcodeRefusal, resolve } from "./resolve";

export const addressParts = ["line1", "line2", "city", "region", "postalCode"] as const;
export type AddressPart = (typeof addressParts)[number];

/** Address form of a country, with its fields in the country's order. */
export type AddressForm = {
  country: string;
  name: string;
  parts: AddressPart[];
  labels: Record<AddressPart, string>;
  optional: AddressPart[];
  /** Hint with an example: "For example, 95014." */
  postcodeHint: string;
  /** Regular expression that every postcode matches at its end, in capitals and without separators; null for none. */
  postcodeShape: string | null;
  /** Message for a postcode of another shape. */
  postcodeRefusal: string;
  /** Regions to choose from, as written on a parcel. */
  regions: { value: string; label: string }[];
  /** Label of the empty choice: "Choose the state". */
  regionPrompt: string;
};

/** Returns the address form of a country. Throws when the country has no address data. */
export function form(code: string): AddressForm {
  const country = countryByCode(code);
  if (!country) throw new Error(`There is no address data of ${code}.`);
  const { postcode, region } = country;
  return {
    country: country.code,
    name: country.name,
    parts: partsOf(country),
    labels: {
      line1: "Street and number",
      line2: "Apartment, floor",
      city: country.city,
      region: region?.label ?? "Region",
      postalCode: postcode.label,
    },
    optional: [
      "line2",
      ...(postcode.required ? [] : (["postalCode"] as const)),
      ...(region?.required ? [] : (["region"] as const)),
    ],
    postcodeHint: `For example, ${examplePostcode(country)}.`,
    postcodeShape: postcode.lookalikes ? null : postcode.groups.source.replace(/^\^/, ""),
    postcodeRefusal: postcodeRefusal(country),
    regions: region?.hasField
      ? regionsOf(country).all.map(({ written, label }) => ({ value: written, label }))
      : [],
    regionPrompt: region ? `Choose the ${region.noun}` : "",
  };
}

const partOf: Record<string, AddressPart[]> = {
  A: ["line1", "line2"],
  C: ["city"],
  S: ["region"],
  Z: ["postalCode"],
};

function partsOf(country: Country): AddressPart[] {
  return [...formatOf(country).matchAll(/%([ACSZ])/g)]
    .flatMap(([, sign = ""]) => partOf[sign] ?? [])
    .filter((part) => part !== "region" || country.region?.hasField);
}

const formatOf = (country: Country) => country.format ?? metadataOf(country).fmt;

type Written = {
  line1: string;
  line2?: string | undefined;
  city: string;
  region?: string | undefined;
  postalCode: string;
  country: string;
};

/** Returns an address as its country writes it, line by line, with the country's name at the end. */
export function lines(typed: Written): string[] {
  const found = resolve(typed);
  const address = found.refused ? typed : found.address;
  const country = countryByCode(address.country);
  const { line1, line2, city, postalCode } = address;
  const region = address.region === city ? "" : address.region;
  const parts: Record<string, string | undefined> = { C: city, S: region, Z: postalCode };
  const format = country ? (country.latinFormat ?? metadataOf(country).fmt) : "%A%n%Z %C%n%S";
  const written = format.split("%n").flatMap((line) => {
    if (line.includes("%A")) return [line1, line2];
    // The literal prefixes of the metadata ("SE-") are for parcels from abroad.
    return line.replace(/[A-Z]{2}-(?=%Z)/, "").replace(/%([A-Z])/g, (_, sign: string) => parts[sign] ?? "");
  });
  return [...written, country?.name ?? address.country]
    .map((line) => (line ?? "").replace(/^[\s,]+|[\s,]+$/g, "").replace(/\s+/g, " "))
    .filter((line) => line !== "");
}
