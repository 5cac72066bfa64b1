import { metadata } from "./metadata";

/** Format of a postcode: groups that are written with a separator between them. */
type PostcodeFormat = {
  label: string;
  /** Groups of a postcode. Google's pattern then decides whether it is possible. */
  groups: RegExp;
  separator: string;
  /** Prefixes that people write, such as an old or new country code. */
  prefixes?: string[];
  /** True when the letters O and I are read as the digits 0 and 1. */
  lookalikes?: boolean;
  /** Description in the hint: "5-digit". */
  kind?: string;
  required: boolean;
};

type RegionFormat = {
  label: string;
  /** Name of a region in a sentence: "state". */
  noun: string;
  /** True when a form has a field for it; otherwise the postcode determines it. */
  hasField: boolean;
  required: boolean;
  /** Form on a parcel: the code, or the name in Latin letters. */
  written: "code" | "name";
  /** Names that people use besides those of the metadata. */
  aliases?: Record<string, string[]>;
  /** Corrections of the postcodes that begin a region: prefix → regions, the usual one first. */
  postcodes?: Record<string, string[]>;
  /** Rule for postcodes that fit several regions: the longest prefix decides, or all are possible. */
  overlap: "longest" | "all";
};

export type Country = {
  code: string;
  name: string;
  postcode: PostcodeFormat;
  /** Label of the city: "Town or city". */
  city: string;
  region: RegionFormat | null;
  /** Order of the form, in Google's notation, where Google's format lacks the city. */
  format?: string;
  /** Lines of an address in Latin letters, where they differ. */
  latinFormat?: string;
};

const digits = (count: number, prefixes: string[], groups?: RegExp): PostcodeFormat => ({
  label: "Postal code",
  groups: groups ?? new RegExp(`^(\\d{${count}})$`),
  separator: "",
  prefixes,
  kind: `${count}-digit`,
  required: true,
});

const unitedStates: RegionFormat = {
  label: "State",
  noun: "state",
  hasField: true,
  required: true,
  written: "code",
  overlap: "longest",
  aliases: {
    AA: ["Armed Forces Americas", "Armed Forces the Americas"],
    AE: ["Armed Forces Europe", "Armed Forces Africa", "Armed Forces Canada", "Armed Forces Middle East"],
    AK: ["Alas"],
    AL: ["Ala"],
    AP: ["Armed Forces Pacific"],
    AR: ["Ark"],
    AZ: ["Ariz"],
    CA: ["Calif", "Cal", "Cali"],
    CO: ["Colo"],
    CT: ["Conn"],
    DC: ["Washington DC", "Dist of Columbia"],
    DE: ["Del"],
    FL: ["Fla"],
    ID: ["Ida"],
    IL: ["Ill", "Ills"],
    IN: ["Ind"],
    KS: ["Kan", "Kans"],
    MA: ["Mass"],
    MI: ["Mich"],
    MN: ["Minn"],
    MP: ["Commonwealth of the Northern Mariana Islands", "CNMI", "Northern Marianas", "Saipan"],
    MS: ["Miss"],
    MT: ["Mont"],
    NC: ["N Car", "No Carolina", "N Carolina"],
    ND: ["N Dak", "No Dakota", "N Dakota"],
    NE: ["Neb", "Nebr"],
    NH: ["N Hampshire"],
    NJ: ["N Jersey"],
    NM: ["N Mex", "New Mex"],
    NV: ["Nev"],
    OK: ["Okla"],
    OR: ["Ore", "Oreg"],
    PA: ["Penn", "Penna"],
    PR: ["Porto Rico"],
    RI: ["R Island"],
    SC: ["S Car", "So Carolina", "S Carolina"],
    SD: ["S Dak", "So Dakota", "S Dakota"],
    TN: ["Tenn"],
    TX: ["Tex"],
    VI: ["US Virgin Islands", "United States Virgin Islands", "USVI"],
    WA: ["Wash"],
    WI: ["Wis", "Wisc"],
    WV: ["W Va", "W Virginia", "West Va"],
    WY: ["Wyo"],
  },
  postcodes: {
    // The metadata gives these to a neighbor; the state of each is that of the Postal Service's city state file.
    20588: ["MD"],
    20598: ["VA"],
    73960: ["TX"],
    // These are delivered across a state line: both states are correct.
    "02861": ["RI", "MA"],
    42223: ["KY", "TN"],
    59221: ["MT", "ND"],
    63673: ["MO", "IL"],
    71749: ["AR", "LA"],
    73949: ["OK", "TX"],
    81137: ["CO", "NM"],
    84536: ["UT", "AZ"],
    86044: ["AZ", "UT"],
    86515: ["AZ", "NM"],
    88063: ["NM", "TX"],
    89439: ["NV", "CA"],
    97635: ["OR", "CA"],
  },
};

/** Address formats of the countries that the shop can deliver to. Names and patterns come from the metadata. */
export const countries: Country[] = [
  {
    code: "US",
    name: "United States",
    postcode: {
      label: "ZIP code",
      groups: /^(\d{5})(\d{4})?$/,
      separator: "-",
      prefixes: ["US", "USA"],
      kind: "5-digit",
      required: true,
    },
    city: "City",
    region: unitedStates,
  },
  {
    code: "AT",
    name: "Austria",
    postcode: digits(4, ["AT", "A"], /^([1-9]\d{3})$/),
    city: "City",
    region: null,
  },
  {
    code: "BE",
    name: "Belgium",
    postcode: digits(4, ["BE", "B"], /^([1-9]\d{3})$/),
    city: "City",
    region: null,
  },
  {
    code: "CA",
    name: "Canada",
    postcode: {
      label: "Postal code",
      groups: /^([A-Z]\d[A-Z])(\d[A-Z]\d)$/,
      separator: " ",
      lookalikes: true,
      required: true,
    },
    city: "City",
    region: {
      label: "Province or territory",
      noun: "province",
      hasField: true,
      required: true,
      written: "code",
      overlap: "longest",
      aliases: {
        AB: ["Alta"],
        BC: ["B Columbia"],
        MB: ["Man"],
        NL: ["NF", "Nfld", "Newfoundland", "Labrador", "Newfoundland & Labrador"],
        NS: ["N Scotia"],
        NT: ["NWT", "N W Territories"],
        ON: ["Ont"],
        PE: ["PEI"],
        QC: ["PQ", "Que"],
        SK: ["Sask"],
        YT: ["YK", "Yukon Territory"],
      },
      // Offices of the federal government on both sides of the river.
      postcodes: { K1A: ["ON", "QC"] },
    },
  },
  {
    code: "DK",
    name: "Denmark",
    postcode: digits(4, ["DK"]),
    city: "City",
    region: null,
  },
  {
    code: "FI",
    name: "Finland",
    postcode: digits(5, ["FI", "SF", "AX"]),
    city: "City",
    region: null,
  },
  {
    code: "FR",
    name: "France",
    postcode: digits(5, ["FR", "F"], /^((?:0[1-9]|[1-8]\d|9[0-8])\d{3}|00\d{3})$/),
    city: "City",
    region: null,
  },
  {
    code: "DE",
    name: "Germany",
    postcode: digits(5, ["DE", "D"], /^(0[1-9]\d{3}|[1-9]\d{4})$/),
    city: "City",
    region: null,
  },
  {
    code: "IE",
    name: "Ireland",
    postcode: {
      label: "Eircode",
      groups: /^([AC-FHKNPRTV-Y]\d{2}|D6W)([0-9AC-FHKNPRTV-Y]{4})$/,
      separator: " ",
      lookalikes: true,
      required: false,
    },
    city: "Town or city",
    region: {
      label: "County",
      noun: "county",
      hasField: true,
      required: false,
      written: "name",
      overlap: "all",
    },
  },
  {
    code: "IT",
    name: "Italy",
    postcode: digits(5, ["IT", "I"]),
    city: "City",
    region: {
      label: "Province",
      noun: "province",
      hasField: false,
      required: false,
      written: "code",
      overlap: "longest",
    },
  },
  {
    code: "JP",
    name: "Japan",
    postcode: {
      label: "Postal code",
      groups: /^(\d{3})(\d{4})$/,
      separator: "-",
      prefixes: ["JP"],
      kind: "7-digit",
      required: true,
    },
    city: "City or ward",
    format: "%Z%n%S%n%C%n%A",
    latinFormat: "%A%n%C, %S%n%Z",
    region: {
      label: "Prefecture",
      noun: "prefecture",
      hasField: true,
      required: true,
      written: "name",
      overlap: "all",
      // Japan Post's list has Shizuoka at 410 to 439 only, and one town of Saitama at 370.
      postcodes: { 370: ["10", "11"], ...exactly("23", 440, 497) },
    },
  },
  {
    code: "NL",
    name: "Netherlands",
    postcode: {
      label: "Postal code",
      groups: /^(\d{4})([A-Z]{2})$/,
      separator: " ",
      prefixes: ["NL"],
      required: true,
    },
    city: "City",
    region: null,
  },
  {
    code: "ES",
    name: "Spain",
    postcode: digits(5, ["ES", "E"], /^((?:0[1-9]|[1-4]\d|5[0-2])\d{3})$/),
    city: "City",
    region: {
      label: "Province",
      noun: "province",
      hasField: false,
      required: false,
      written: "name",
      overlap: "longest",
    },
  },
  {
    code: "SE",
    name: "Sweden",
    postcode: {
      label: "Postal code",
      groups: /^([1-9]\d{2})(\d{2})$/,
      separator: " ",
      prefixes: ["SE", "S"],
      kind: "5-digit",
      required: true,
    },
    city: "City",
    region: null,
  },
  {
    code: "GB",
    name: "United Kingdom",
    postcode: {
      label: "Postcode",
      groups: /^(BFPO|GIR|[A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2}|\d{1,4})$/,
      separator: " ",
      required: true,
    },
    city: "Town or city",
    region: null,
  },
];

const byCode = new Map(countries.map((country) => [country.code, country]));

export const countryByCode = (code: string) => byCode.get(code) ?? null;

/** Returns the metadata of a country of the list. */
export function metadataOf({ code }: Country) {
  const found = metadata[code];
  if (!found) throw new Error(`There is no address metadata of ${code}.`);
  return found;
}

/** Assigns every prefix from the first to the last to one region. */
function exactly(region: string, first: number, last: number): Record<string, string[]> {
  return Object.fromEntries(
    Array.from({ length: last - first + 1 }, (_, i) => [String(first + i), [region]]),
  );
}
