import { countries, countryByCode } from "./countries";
import { regionsOf } from "./regions";
import { territories } from "./territories";
import { inSentence } from "./text";

export type Part = { id: string; name: string };

/** Countries with address data, which a shop can deliver to. */
export const countryList: Part[] = countries.map(({ code, name }) => ({ id: code, name }));

/** Returns the parts of a country that a merchant can treat separately: its territories, then its states or provinces. */
export function partsOf(code: string): Part[] {
  const own = territories.filter(({ country }) => country === code).map(({ id, name }) => ({ id, name }));
  return [...own, ...regionPartsOf(code)];
}

function regionPartsOf(code: string): Part[] {
  const country = countryByCode(code);
  if (!country?.region?.hasField || !country.region.required) return [];
  const taken = territories.filter((one) => one.country === code).map(({ region }) => region);
  return regionsOf(country)
    .all.filter((region) => !taken.includes(region.code))
    .map((region) => ({ id: `${code}-${region.code}`, name: region.name }));
}

const names = new Map<string, string>();
const wholes = new Map<string, string>();

function known() {
  if (names.size > 0) return { names, wholes };
  for (const { id: code, name } of countryList) {
    names.set(code, name);
    for (const part of partsOf(code)) {
      names.set(part.id, part.name);
    }
    for (const { id } of regionPartsOf(code)) wholes.set(id, code);
  }
  for (const { taxArea } of territories) if (taxArea === "XI") names.set(taxArea, "Northern Ireland");
  return { names, wholes };
}

/** Returns the name of a country or a part of one: "Germany", "Canary Islands", "California"; null for an unknown id. */
export const nameOf = (id: string): string | null => known().names.get(id) ?? null;

/** Returns the name for use in a sentence: "the United States". An unknown id is its own name. */
export const nameInSentence = (id: string) => inSentence(nameOf(id) ?? id);

/**
 * Returns the country whose rules a state or province follows where it has none of its own: "US" for "US-OR". Null for a
 * country, and for a territory that is taxed on its own ("ES-CN").
 */
export const wholeOf = (id: string): string | null => known().wholes.get(id) ?? null;

/** Returns the country that a place is in: "US" for "US-PR", "DK" for "FO". Null for an unknown id. */
export function countryOf(id: string): string | null {
  if (countryByCode(id)) return id;
  return territories.find((territory) => territory.id === id)?.country ?? wholeOf(id);
}

/**
 * Returns an example of a place by its id alone, for a look at the rules there. The example of a state or territory has the
 * place's own tax area.
 */
export function byId(id: string): { territory: string; country: string; taxArea: string } | null {
  const country = countryOf(id);
  if (!country) return null;
  const taxArea = territories.find((territory) => territory.id === id)?.taxArea ?? id;
  return { territory: id, country, taxArea };
}

/** Returns where prices are taxed: countries, their territories and regions, each once. */
export const taxAreas = (): Part[] => {
  const all = countryList.flatMap(({ id, name }) => [{ id, name }, ...partsOf(id)]);
  const areas = new Map(
    all.flatMap(({ id }) => {
      const area = byId(id)?.taxArea ?? id;
      return [[area, nameOf(area) ?? area] as const];
    }),
  );
  return [...areas].map(([id, name]) => ({ id, name }));
};
