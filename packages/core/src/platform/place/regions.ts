import { type Country, metadataOf } from "./countries";
import { fold } from "./text";

/** Region of a country: `code` as in ISO 3166-2, `written` as on a parcel, `label` as in a list. */
export type Region = { code: string; name: string; written: string; label: string; zip?: RegExp };

type Regions = {
  all: Region[];
  /** Folded name or code → region. */
  byName: Map<string, Region>;
  byCode: Map<string, Region>;
};

const read = new Map<string, Regions>();

/** Returns the regions of a country; none where addresses have no region. */
export function regionsOf(country: Country): Regions {
  const known = read.get(country.code);
  if (known) return known;
  const { region: format } = country;
  const subRegions = format ? (metadataOf(country).sub_regions ?? []) : [];
  const byName = new Map<string, Region>();
  const all = subRegions.map(({ key, name, zip }): Region => {
    const latin = name.latin ?? name.default;
    const region = {
      code: key,
      name: latin.replace(/^Co\. /, ""),
      written: format?.written === "code" ? key : latin,
      label: name.latin ? `${name.latin} (${name.default})` : latin,
      ...(zip && { zip: new RegExp(`^(?:${zip})`) }),
    };
    const native = name.default.replace(/[都府県]$/, "");
    const names = [key, `${country.code}${key}`, region.name, region.label, native, ...Object.values(name)];
    for (const one of [...names, ...(format?.aliases?.[key] ?? [])]) if (one) byName.set(fold(one), region);
    return region;
  });
  const regions = { all, byName, byCode: new Map(all.map((region) => [region.code, region])) };
  read.set(country.code, regions);
  return regions;
}

/** Words around the name of a region: "State of New York", "County Cork", "Tokyo-to", "神奈川県". */
const before = /^(?:stateof|commonwealthof|provinceof|provinciade|provinciadi|county|co)(?=.{2})/;
const after = /(?<=.{2})(?:state|province|prefecture|county|to|fu|ken|[都府県])$/;

/** Returns the region that a text names by code, by name, or by both ("CA - California"), or null. */
export function regionNamed(country: Country, text: string): Region | null {
  const { byName } = regionsOf(country);
  const find = (part: string) => {
    const name = fold(part);
    return (
      byName.get(name) ?? byName.get(name.replace(before, "")) ?? byName.get(name.replace(after, "")) ?? null
    );
  };
  const whole = find(text);
  if (whole) return whole;
  const ofCountry = [fold(country.name), fold(country.code), ...(country.code === "US" ? ["usa"] : [])];
  const parts = text.split(/[,;/()[\]]|\s[-–—]\s/u).filter((part) => fold(part));
  const named = parts.filter((part) => !ofCountry.includes(fold(part)) || find(part)).map(find);
  const [first] = named;
  return first && named.every((region) => region === first) ? first : null;
}

/** Returns the regions in which a postcode can be, the usual one first; none when no postcode begins like it. */
export function regionsAt(country: Country, postcode: string): Region[] {
  const { region: format } = country;
  const { all, byCode } = regionsOf(country);
  if (!format) return [];
  for (let length = postcode.length; length > 0; length--) {
    const codes = format.postcodes?.[postcode.slice(0, length)];
    if (codes) return codes.flatMap((code) => byCode.get(code) ?? []);
  }
  const found = all.flatMap((region) => {
    const begins = region.zip?.exec(postcode)?.[0];
    return begins ? [{ region, length: begins.length }] : [];
  });
  const longest = Math.max(...found.map(({ length }) => length));
  return found
    .filter(({ length }) => format.overlap === "all" || length === longest)
    .map(({ region }) => region);
}
