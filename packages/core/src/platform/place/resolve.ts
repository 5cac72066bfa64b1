import { DomainError } from "../error";
import { type Country, countryByCode } from "./countries";
import { canonicalPostcode, examplePostcode } from "./postcode";
import { type Region, regionNamed, regionsAt, regionsOf } from "./regions";
import { homeOf, type Territory, territories } from "./territories";
import { fold, inSentence } from "./text";

/** Parts of an address that determine its place. */
export type TypedAddress = {
  country: string;
  postalCode: string;
  city: string;
  region?: string | undefined;
};

export type AddressField = "country" | "region" | "postalCode" | "city";

/**
 * Place of an address, on which tax, delivery zone and delivery promise depend. `territory` is a part of a country with
 * rules of its own ("US-CA", "ES-CN"), else the country ("DE").
 */
export type Destination = {
  territory: string;
  /** Name of the territory in a sentence. */
  name: string;
  country: string;
  /** Code of the region by ISO 3166-2, without the country; null where addresses have none. */
  region: string | null;
  /** Area whose taxes are due on deliveries: "US-CA", "FR" for Monaco, "XI" for goods in Northern Ireland. */
  taxArea: string;
  /** True for an army, navy or diplomatic post office: its delivery time is unknown. */
  military: boolean;
};

export type Resolved<Typed extends TypedAddress> = Destination & {
  /** Address as its country writes it, with a region where it has one. */
  address: Typed;
  refused?: undefined;
};

/** Reason why an address has no place: the field to correct, and a message that says how. */
export type Refused = { refused: AddressField; code: string; message: string };

/**
 * Finds the place of an address in any spelling, and returns the address as its country writes it. The postcode decides;
 * a region or a city that contradicts it or does not exist is refused.
 */
export function resolve<Typed extends TypedAddress>(typed: Typed): Resolved<Typed> | Refused {
  const home = homeOf(typed.country.trim().toUpperCase());
  const country = countryByCode(home.country);
  if (!country)
    return refuse(
      "country",
      "place.unknown_country",
      "We do not deliver to this country yet. Choose another one.",
    );
  const office = militaryOffice(typed.city);
  if (office && country.code !== "US")
    return refuse(
      "country",
      "place.military_elsewhere",
      `${office} addresses belong to the United States, wherever they are. Choose United States as the country.`,
    );
  const code = typed.postalCode.trim();
  if (!code && country.postcode.required)
    return refuse("postalCode", "place.no_postal_code", postcodeRefusal(country));
  const postalCode = code
    ? (ownPostcode(country, home.territories, code) ?? canonicalPostcode(country, code))
    : "";
  if (postalCode === null) return refuse("postalCode", "place.wrong_postal_code", postcodeRefusal(country));
  const region = regionOf(country, postalCode, typed.region ?? "", home.territories);
  if (region && "refused" in region) return region;
  const territory = territoryOf(country, postalCode, region, typed.city);
  if (territory && "refused" in territory) return territory;
  const contradiction =
    strayOffice(office, territory, postalCode) ?? strayCode(country, home.territories, territory, postalCode);
  if (contradiction) return contradiction;
  const id =
    territory?.id ??
    (region && country.region?.hasField && country.region.required
      ? `${country.code}-${region.code}`
      : country.code);
  const { region: _, ...rest } = typed;
  return {
    territory: id,
    name: inSentence(territory?.name ?? region?.name ?? country.name),
    country: country.code,
    region: region?.code ?? null,
    taxArea: territory?.taxArea ?? id,
    military: territory?.military ?? false,
    address: {
      ...(rest as Typed),
      country: country.code,
      postalCode,
      city: office ?? typed.city,
      ...(region && { region: region.written }),
    },
  };
}

/** Returns what `resolve` returns. Throws `place.…` with the field for an address without a place. */
export function require<Typed extends TypedAddress>(typed: Typed): Resolved<Typed> {
  const found = resolve(typed);
  if (found.refused) throw new DomainError("input", found.code, found.message, found.refused);
  return found;
}

function regionOf(
  country: Country,
  postalCode: string,
  typed: string,
  meant: Territory[],
): Region | Refused | null {
  const { region: format } = country;
  if (!format) return null;
  const possible = postalCode ? regionsAt(country, postalCode) : [];
  const isUnknown = possible.length === 0 && regionsOf(country).all.some(({ zip }) => zip);
  if (postalCode && isUnknown && format.hasField)
    return refuse(
      "postalCode",
      "place.wrong_postal_code",
      `There is no ${codeOf(country)} ${postalCode}. ${postcodeRefusal(country)}`,
    );
  const text = meant.find(({ region }) => region)?.region ?? typed.trim();
  const named = text ? regionNamed(country, text) : null;
  if (text && !named && format.hasField)
    return refuse(
      "region",
      "place.unknown_region",
      `“${text}” is not a ${format.noun} of ${inSentence(country.name)}. Choose one from the list.`,
    );
  if (named && possible.length > 0 && !possible.includes(named)) {
    const there = possible.map(({ name }) => inSentence(name)).join(" or ");
    return refuse(
      "postalCode",
      "place.contradiction",
      `${postalCode} is in ${there}, not in ${inSentence(named.name)}. Check the ${codeOf(country)} and the ${format.noun}.`,
    );
  }
  if (named) return named;
  const [first, ...others] = possible;
  const usual = first && (others.length === 0 || format.overlap === "longest") ? first : null;
  if (usual) return usual;
  return format.required ? refuse("region", "place.no_region", `Choose the ${format.noun}.`) : null;
}

function territoryOf(
  country: Country,
  postalCode: string,
  region: Region | null,
  city: string,
): Territory | Refused | null {
  const here = territories.filter((territory) => territory.country === country.code);
  const named = here.find((territory) => territory.city?.name.test(fold(city)));
  if (named?.city && !named.postcode?.test(postalCode)) {
    if (named.city.sharedPostcode.test(postalCode)) return named;
    return refuse(
      "postalCode",
      "place.contradiction",
      `The ${codeOf(country)} of ${named.name} is ${named.city.hint}. Check the ${codeOf(country)} and the city.`,
    );
  }
  return (
    here.find(
      ({ postcode, ownPostcode: own }) =>
        postcode?.test(postalCode) || (own && postalCode.startsWith(`${own.prefix}-`)),
    ) ??
    here.find((territory) => territory.region && territory.region === region?.code) ??
    null
  );
}

/** Returns a postcode of a territory's own system ("FO-100"), or null. */
function ownPostcode(country: Country, meant: Territory[], typed: string) {
  const bare = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  for (const territory of territories) {
    const { prefix, digits } = territory.ownPostcode ?? {};
    if (!prefix || territory.country !== country.code) continue;
    if (!meant.includes(territory) && !bare.startsWith(prefix)) continue;
    const number = bare.replace(prefix, "");
    if (digits?.test(number)) return `${prefix}-${number}`;
  }
  return null;
}

/** Returns the kind of military post office that a city names: "A.P.O." → "APO"; null for a town. */
function militaryOffice(city: string) {
  const [, office] = /^([afd]po)(?:a[aep])?$/.exec(fold(city)) ?? [];
  return office?.toUpperCase() ?? null;
}

/** Refuses a military post office with the postcode of another place. */
function strayOffice(office: string | null, territory: Territory | null, postalCode: string) {
  if (!office || territory?.military) return null;
  return refuse(
    "postalCode",
    "place.contradiction",
    `${postalCode} is not a ZIP code of military mail. ${office} ZIP codes begin with 09, 340 or 962 to 966.`,
  );
}

/** Refuses a postcode outside of the territory that was chosen as the country. */
function strayCode(country: Country, meant: Territory[], found: Territory | null, postalCode: string) {
  const [first] = meant;
  if (!first || (found && meant.includes(found))) return null;
  return refuse(
    "postalCode",
    "place.contradiction",
    `${postalCode || "This address"} is not in ${inSentence(first.name)}. Check the country and the ${codeOf(country)}.`,
  );
}

/** Returns the message that asks for a postcode: "Enter a 5-digit ZIP code, like 95014." */
export function postcodeRefusal(country: Country) {
  const { kind } = country.postcode;
  const noun = codeOf(country);
  const article = /^[aeiou8]/i.test(kind ?? noun) ? "an" : "a";
  return `Enter ${article} ${kind ? `${kind} ` : ""}${noun}, like ${examplePostcode(country)}.`;
}

/** Returns the name of a postcode in a sentence: "ZIP code", "Eircode", "postal code". */
const codeOf = ({ postcode: { label } }: Country) =>
  label === "ZIP code" || label === "Eircode" ? label : label.toLowerCase();

const refuse = (refused: AddressField, code: string, message: string): Refused => ({
  refused,
  code,
  message,
});
