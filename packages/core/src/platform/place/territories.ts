import { inSentence } from "./text";

/**
 * Part of a country that has its own rules of tax or delivery, or none of ours. Its id is that of ISO 3166-2 where it
 * belongs to the country ("ES-CN"), of ISO 3166-1 where it does not ("JE"), else country and postcode.
 */
export type Territory = {
  id: string;
  name: string;
  /** Country that its addresses name. */
  country: string;
  /** Postcodes in it, as written. */
  postcode?: RegExp;
  /** Postcodes of its own system, with the prefix that marks them. */
  ownPostcode?: { prefix: string; digits: RegExp };
  /** Region of the country that it equals. */
  region?: string;
  /** City in it. With `sharedPostcode`, a postcode of its surroundings, the city decides; with others it contradicts. */
  city?: { name: RegExp; sharedPostcode: RegExp; hint: string };
  /** Area whose taxes are due there, where that is not the territory itself. */
  taxArea?: string;
  /** True for military post offices, which move. */
  military?: boolean;
  /** Country codes that also mean it. */
  codes?: string[];
};

/**
 * Articles 5 to 7 of Directive 2006/112/EC name the areas outside of the VAT area and those that count as a member
 * state; the Commission keeps a table (taxation-customs.ec.europa.eu, "Territorial Scope").
 */
export const territories: Territory[] = [
  // Of the United States: none of its states' sales taxes is due there, and domestic rates do not go there.
  { id: "US-PR", name: "Puerto Rico", country: "US", region: "PR", codes: ["PR"] },
  { id: "US-VI", name: "U.S. Virgin Islands", country: "US", region: "VI", codes: ["VI"] },
  { id: "US-GU", name: "Guam", country: "US", region: "GU", codes: ["GU"] },
  { id: "US-AS", name: "American Samoa", country: "US", region: "AS", codes: ["AS"] },
  { id: "US-MP", name: "Northern Mariana Islands", country: "US", region: "MP", codes: ["MP"] },
  // States of their own that the Postal Service serves.
  { id: "FM", name: "Micronesia", country: "US", region: "FM", codes: ["FM"] },
  { id: "MH", name: "Marshall Islands", country: "US", region: "MH", codes: ["MH"] },
  { id: "PW", name: "Palau", country: "US", region: "PW", codes: ["PW"] },
  { id: "US-AA", name: "Armed Forces Americas", country: "US", region: "AA", military: true },
  { id: "US-AE", name: "Armed Forces Europe", country: "US", region: "AE", military: true },
  { id: "US-AP", name: "Armed Forces Pacific", country: "US", region: "AP", military: true },

  // Article 6(1)(b) and 6(2)(c) and (d).
  { id: "ES-CN", name: "Canary Islands", country: "ES", postcode: /^(35|38)/, codes: ["IC"] },
  { id: "ES-CE", name: "Ceuta", country: "ES", postcode: /^51/, codes: ["EA"] },
  { id: "ES-ML", name: "Melilla", country: "ES", postcode: /^52/, codes: ["EA"] },

  // Article 6(1)(c): the territories of articles 349 and 355(1) of the Treaty; the rest are no part of the Union.
  { id: "FR-BL", name: "Saint-Barthélemy", country: "FR", postcode: /^(97133|977)/, codes: ["BL"] },
  { id: "FR-MF", name: "Saint-Martin", country: "FR", postcode: /^(97150|978)/, codes: ["MF"] },
  { id: "FR-971", name: "Guadeloupe", country: "FR", postcode: /^971/, codes: ["GP"] },
  { id: "FR-972", name: "Martinique", country: "FR", postcode: /^972/, codes: ["MQ"] },
  { id: "FR-973", name: "French Guiana", country: "FR", postcode: /^973/, codes: ["GF"] },
  { id: "FR-974", name: "Réunion", country: "FR", postcode: /^974/, codes: ["RE"] },
  { id: "FR-PM", name: "Saint Pierre and Miquelon", country: "FR", postcode: /^975/, codes: ["PM"] },
  { id: "FR-976", name: "Mayotte", country: "FR", postcode: /^976/, codes: ["YT"] },
  { id: "FR-TF", name: "French Southern Territories", country: "FR", postcode: /^984/, codes: ["TF"] },
  { id: "FR-WF", name: "Wallis and Futuna", country: "FR", postcode: /^986/, codes: ["WF"] },
  { id: "FR-PF", name: "French Polynesia", country: "FR", postcode: /^987/, codes: ["PF"] },
  { id: "FR-NC", name: "New Caledonia", country: "FR", postcode: /^988/, codes: ["NC"] },
  { id: "FR-00", name: "French military post offices", country: "FR", postcode: /^00/, military: true },
  // Article 7: Monaco counts as France.
  { id: "MC", name: "Monaco", country: "FR", postcode: /^980/, taxArea: "FR", codes: ["MC"] },

  // Article 6(1)(d).
  { id: "FI-01", name: "Åland Islands", country: "FI", postcode: /^22/, codes: ["AX"] },

  // Article 6(2)(a) and (b).
  {
    id: "DE-78266",
    name: "Büsingen am Hochrhein",
    country: "DE",
    postcode: /^78266$/,
    city: { name: /^busingenamhochrhein|^busingen$/, sharedPostcode: /^$/, hint: "78266" },
  },
  {
    id: "DE-27498",
    name: "Heligoland",
    country: "DE",
    postcode: /^27498$/,
    city: { name: /^(helgoland|heligoland)/, sharedPostcode: /^$/, hint: "27498" },
  },
  // Austrian communities that also have German postcodes, because only Germany has a road to them. Austria's rate of
  // 19 % there is for businesses of the two communities (§ 10(4) UStG 1994); what comes from elsewhere bears 20 %.
  { id: "AT-6691", name: "Jungholz", country: "DE", postcode: /^87491$/, taxArea: "AT" },
  { id: "AT-6991", name: "Mittelberg", country: "DE", postcode: /^8756[789]$/, taxArea: "AT" },

  // Articles 6(2)(e), 6(1)(f): both had the postcode of their surroundings until they got their own.
  {
    id: "IT-23041",
    name: "Livigno",
    country: "IT",
    postcode: /^23041$/,
    city: { name: /^(livigno|trepalle)/, sharedPostcode: /^23030$/, hint: "23041" },
  },
  {
    id: "IT-22061",
    name: "Campione d’Italia",
    country: "IT",
    postcode: /^22061$/,
    city: { name: /^campione(ditalia)?$/, sharedPostcode: /^22060$/, hint: "22061" },
  },
  { id: "SM", name: "San Marino", country: "IT", postcode: /^4789/, codes: ["SM"] },
  { id: "VA", name: "Vatican City", country: "IT", postcode: /^00120$/, codes: ["VA"] },

  // Neither is in the Union (article 355(5)(a) of the Treaty; the withdrawal of Greenland, OJ L 29, 1985).
  {
    id: "FO",
    name: "Faroe Islands",
    country: "DK",
    postcode: /^38/,
    ownPostcode: { prefix: "FO", digits: /^[1-9]\d{2}$/ },
    codes: ["FO"],
  },
  { id: "GL", name: "Greenland", country: "DK", postcode: /^39/, codes: ["GL"] },

  // Article 8 of the Windsor Framework: the Union's rules for goods, in a tax area of its own, XI. The islands that
  // the United Kingdom is responsible for left the Union's VAT with it.
  { id: "GB-NIR", name: "Northern Ireland", country: "GB", postcode: /^BT/, taxArea: "XI", codes: ["XI"] },
  { id: "JE", name: "Jersey", country: "GB", postcode: /^JE/, codes: ["JE"] },
  { id: "GG", name: "Guernsey", country: "GB", postcode: /^GY/, codes: ["GG"] },
  { id: "IM", name: "Isle of Man", country: "GB", postcode: /^IM/, codes: ["IM"] },
  { id: "GB-BFPO", name: "British Forces post offices", country: "GB", postcode: /^BF/, military: true },
];

/** Common mistakes for country codes of the list. */
const slips: Record<string, string> = { UK: "GB", EN: "GB", USA: "US" };

/** Returns the country that addresses of a code name, and the territories that the code means. */
export function homeOf(code: string): { country: string; territories: Territory[] } {
  const meant = territories.filter(({ codes }) => codes?.includes(code));
  return { country: meant[0]?.country ?? slips[code] ?? code, territories: meant };
}

/** Returns the country that addresses of a code name: "US" for Puerto Rico's "PR". */
export const canonicalCountry = (code: string) => homeOf(code).country;

/** Returns the name of a territory with rules of its own, or null for a country or one of its regions. */
export function territoryName(id: string) {
  const found = territories.find((territory) => territory.id === id);
  return found ? inSentence(found.name) : null;
}
