import { Place } from "@securecart/core/place";
import { describe, expect, test } from "vitest";
import addresses from "../../../test/cases/addresses.json" with { type: "json" };

type Case = {
  typed: Place.TypedAddress;
  refused?: string;
  territory?: string;
  kept?: Record<string, string>;
};

const at = (country: string, postalCode: string, region = "", city = "Somewhere") =>
  Place.resolve({ country, postalCode, region, city });

/** Returns the territory, or the field that is refused. */
const placeOf = (...typed: Parameters<typeof at>) => {
  const found = at(...typed);
  return found.refused ? `refused: ${found.refused}` : found.territory;
};

test.each(addresses)("$typed has the right place, or is refused at the right field", (row) => {
  const { typed, refused, territory, kept = {} } = row as Case;
  const found = Place.resolve(typed);
  expect(found).toMatchObject(refused ? { refused } : { territory, address: kept });
});

describe("a state of the United States", () => {
  test.each([
    "CA",
    "ca",
    "C.A.",
    " Calif. ",
    "California",
    "CALIFORNIA",
    "california ",
    "State of California",
    "CA - California",
    "California (CA)",
    "CA, USA",
    "US-CA",
    "Ｃａｌｉｆｏｒｎｉａ",
    "",
  ])("is California when %j is typed with a ZIP code there", (region) => {
    expect(at("US", "90001", region)).toMatchObject({ territory: "US-CA", address: { region: "CA" } });
  });

  test.each([
    ["10001", "N.Y.", "US-NY"],
    ["10001", "New York State", "US-NY"],
    ["20001", "D.C.", "US-DC"],
    ["20001", "Washington, D.C.", "US-DC"],
    ["20500", "Washington DC", "US-DC"],
    ["58102", "N. Dak.", "US-ND"],
    ["25301", "W. Va.", "US-WV"],
    ["06390", "", "US-NY"],
    ["73301", "", "US-TX"],
    ["83414", "", "US-WY"],
    ["88510", "", "US-TX"],
    ["05501", "", "US-MA"],
    ["00501", "", "US-NY"],
    ["96799", "", "US-AS"],
    ["20598", "", "US-VA"],
    ["99950", "", "US-AK"],
    ["96701", "", "US-HI"],
    ["42223", "TN", "US-TN"],
    ["42223", "", "US-KY"],
    ["97635", "California", "US-CA"],
  ])("of %s %j is %s", (postalCode, region, territory) => {
    expect(placeOf("US", postalCode, region)).toBe(territory);
  });

  test.each([
    ["97201", "California", "97201 is in Oregon, not in California. Check the ZIP code and the state."],
    ["06390", "CT", "06390 is in New York, not in Connecticut. Check the ZIP code and the state."],
    ["00901", "NY", "00901 is in Puerto Rico, not in New York. Check the ZIP code and the state."],
    ["96301", "CA", "96301 is in Armed Forces (AP), not in California. Check the ZIP code and the state."],
    [
      "20001",
      "Washington",
      "20001 is in the District of Columbia, not in Washington. Check the ZIP code and the state.",
    ],
  ])("that %s contradicts is refused with the right one: %s", (postalCode, region, message) => {
    expect(at("US", postalCode, region)).toMatchObject({ refused: "postalCode", message });
  });

  test.each(["XX", "Californication", "Bavaria", "CA NV", "CA/NV", "ON", "1", "?"])(
    "that is made up is refused: %j",
    (region) => expect(placeOf("US", "90001", region)).toMatch(/^refused/),
  );

  test.each(["abc", "1234", "123456", "9021O", "00000", "00100", "90210-12", "SW1A 1AA", ""])(
    "has no ZIP code %j",
    (postalCode) => expect(placeOf("US", postalCode, "CA")).toBe("refused: postalCode"),
  );

  test("a missing ZIP code is refused with an example", () => {
    expect(at("US", "", "CA")).toMatchObject({ message: "Enter a 5-digit ZIP code, like 95014." });
  });
});

describe("a territory of the United States", () => {
  test.each([
    ["US", "00901", "P.R."],
    ["US", "00901", ""],
    ["US", "00601-1234", "Puerto Rico"],
    ["PR", "00901", ""],
    ["pr", "00901", "San Juan"],
  ])("is Puerto Rico for %s %s %j", (country, postalCode, region) => {
    expect(at(country, postalCode, region)).toMatchObject({
      territory: "US-PR",
      address: { country: "US", region: "PR" },
    });
  });

  test.each([
    ["US", "00801", "V.I.", "US-VI"],
    ["VI", "00801", "", "US-VI"],
    ["US", "96910", "Guam", "US-GU"],
    ["GU", "96910", "", "US-GU"],
    ["US", "96799", "American Samoa", "US-AS"],
    ["US", "96950", "MP", "US-MP"],
    ["US", "96941", "", "FM"],
    ["US", "96960", "", "MH"],
    ["US", "96940", "", "PW"],
    ["PR", "97201", "", "refused: postalCode"],
    ["PR", "00801", "", "refused: postalCode"],
  ])("of %s %s %j is %s", (country, postalCode, region, place) => {
    expect(placeOf(country, postalCode, region)).toBe(place);
  });
});

describe("military mail", () => {
  test.each([
    ["09128", "AE", "APO", "US-AE", "APO"],
    ["09128", "", "A.P.O.", "US-AE", "APO"],
    ["96301-0001", "Armed Forces Pacific", "fpo", "US-AP", "FPO"],
    ["34002", "AA", "DPO AA", "US-AA", "DPO"],
  ])("to %s %s %s is in %s", (postalCode, region, city, territory, office) => {
    expect(at("US", postalCode, region, city)).toMatchObject({
      territory,
      military: true,
      address: { city: office },
    });
  });

  test("has a ZIP code of its own, and the United States as its country", () => {
    expect(placeOf("US", "97201", "OR", "APO")).toBe("refused: postalCode");
    expect(placeOf("US", "09128", "CA", "APO")).toBe("refused: postalCode");
    expect(placeOf("DE", "09128", "", "APO")).toBe("refused: country");
  });
});

describe("a province of Canada", () => {
  test.each([
    ["k1a0b1", "", "CA-ON", "K1A 0B1"],
    ["K1A 0B1", "Québec", "CA-QC", "K1A 0B1"],
    ["H2X-1Y4", "Que.", "CA-QC", "H2X 1Y4"],
    ["V6B1A1", "British Columbia", "CA-BC", "V6B 1A1"],
    ["X0A 0H0", "", "CA-NU", "X0A 0H0"],
    ["X1A 2N2", "NWT", "CA-NT", "X1A 2N2"],
    ["KIA OBI", "", "CA-ON", "K1A 0B1"],
    ["A1C 5M2", "Newfoundland", "CA-NL", "A1C 5M2"],
  ])("of %s %j is %s", (postalCode, region, territory, canonical) => {
    expect(at("CA", postalCode, region)).toMatchObject({ territory, address: { postalCode: canonical } });
  });

  test("is refused when the postal code contradicts it or has impossible letters", () => {
    expect(at("CA", "V6B 1A1", "ON")).toMatchObject({
      refused: "postalCode",
      message: "V6B 1A1 is in British Columbia, not in Ontario. Check the postal code and the province.",
    });
    expect(placeOf("CA", "D1A 1A1")).toBe("refused: postalCode");
    expect(placeOf("CA", "90210")).toBe("refused: postalCode");
  });
});

describe("a prefecture of Japan", () => {
  test.each([
    ["100-0001", "", "JP-13"],
    ["〒１００－０００１", "東京都", "JP-13"],
    ["1000001", "Tōkyō-to", "JP-13"],
    ["1000001", "Tokyo", "JP-13"],
    ["4500002", "", "JP-23"],
    ["4100001", "Shizuoka", "JP-22"],
    ["530-0001", "大阪", "JP-27"],
    ["370-0000", "Saitama", "JP-11"],
    ["018-5501", "Aomori", "JP-02"],
    ["018-0101", "Akita", "JP-05"],
  ])("of %s %j is %s", (postalCode, region, territory) => {
    expect(placeOf("JP", postalCode, region)).toBe(territory);
  });

  test("is required when the postcode does not determine it, and refused when it contradicts the postcode", () => {
    expect(at("JP", "520-0001")).toMatchObject({ refused: "region", message: "Choose the prefecture." });
    expect(placeOf("JP", "100-0001", "Osaka")).toBe("refused: postalCode");
    expect(placeOf("JP", "000-0000", "Tokyo")).toBe("refused: postalCode");
  });
});

test.each([
  ["US", "941051234", "94105-1234"],
  ["US", "94105 1234", "94105-1234"],
  ["US", "\u202a94105\u202c\u00a0", "94105"],
  ["GB", "sw1a1aa", "SW1A 1AA"],
  ["GB", "m1 1ae", "M1 1AE"],
  ["GB", "gir0aa", "GIR 0AA"],
  ["IE", "D6WXK28", "D6W XK28"],
  ["IE", "A65-F4E2", "A65 F4E2"],
  ["IE", "", ""],
  ["NL", "1012ab", "1012 AB"],
  ["NL", "NL-1012 AB", "1012 AB"],
  ["DE", "DE-10115", "10115"],
  ["DE", "D-10115", "10115"],
  ["AT", "A-1010", "1010"],
  ["SE", "11455", "114 55"],
  ["SE", "SE-114 55", "114 55"],
  ["FI", "FI-00100", "00100"],
  ["FR", "75 001", "75001"],
  ["FR", "F-75001", "75001"],
  ["IT", "I-00144", "00144"],
  ["ES", "28.001", "28001"],
  ["DK", "DK-1566", "1566"],
  ["BE", "B-1000", "1000"],
])("%s writes the postcode %j as %j", (country, typed, postalCode) => {
  expect(at(country, typed)).toMatchObject({ address: { postalCode } });
});

test.each([
  ["DE", "1"],
  ["DE", "00000"],
  ["DE", "1011"],
  ["AT", "0110"],
  ["BE", "10000"],
  ["NL", "0123 AB"],
  ["NL", "1012 SS"],
  ["NL", "1012"],
  ["GB", "ZZ1 1ZZ"],
  ["GB", "SW1A"],
  ["GB", "10115"],
  ["GB", "GX11 1AA"],
  ["IE", "BT1 5GS"],
  ["IE", "D02"],
  ["ES", "53001"],
  ["ES", "00001"],
  ["FR", "99123"],
  ["SE", "0455"],
  ["JP", "12345"],
  ["DE", ""],
  ["GB", ""],
])("%s has no postcode %j", (country, postalCode) => {
  expect(placeOf(country, postalCode)).toBe("refused: postalCode");
});

describe("a territory of Europe", () => {
  test.each([
    ["ES", "35001", "", "ES-CN"],
    ["ES", "38001", "", "ES-CN"],
    ["IC", "38001", "", "ES-CN"],
    ["ES", "51001", "", "ES-CE"],
    ["ES", "52001", "", "ES-ML"],
    ["EA", "52001", "", "ES-ML"],
    ["ES", "07001", "", "ES"],
    ["ES", "28001", "Madrid", "ES"],
    ["FR", "97110", "", "FR-971"],
    ["FR", "97200", "", "FR-972"],
    ["FR", "97300", "", "FR-973"],
    ["RE", "97400", "", "FR-974"],
    ["FR", "97500", "", "FR-PM"],
    ["FR", "97600", "", "FR-976"],
    ["FR", "97133", "", "FR-BL"],
    ["FR", "97150", "", "FR-MF"],
    ["FR", "98714", "", "FR-PF"],
    ["FR", "98800", "", "FR-NC"],
    ["FR", "98000", "", "MC"],
    ["MC", "98000", "", "MC"],
    ["FR", "20000", "", "FR"],
    ["FI", "22100", "", "FI-01"],
    ["AX", "AX-22100", "", "FI-01"],
    ["FI", "00100", "", "FI"],
    ["DE", "78266", "", "DE-78266"],
    ["DE", "D-78266", "", "DE-78266"],
    ["DE", "27498", "", "DE-27498"],
    ["DE", "87491", "", "AT-6691"],
    ["DE", "87568", "", "AT-6991"],
    ["DE", "78262", "", "DE"],
    ["IT", "23041", "", "IT-23041"],
    ["IT", "22061", "", "IT-22061"],
    ["IT", "47890", "", "SM"],
    ["IT", "00120", "", "VA"],
    ["IT", "20121", "Lombardia", "IT"],
    ["DK", "3800", "", "FO"],
    ["DK", "3900", "", "GL"],
    ["DK", "3700", "", "DK"],
    ["GB", "BT1 5GS", "", "GB-NIR"],
    ["XI", "BT1 5GS", "", "GB-NIR"],
    ["GB", "SW1A 1AA", "", "GB"],
    ["UK", "SW1A 1AA", "", "GB"],
    ["GB", "JE2 3AB", "", "JE"],
    ["JE", "JE2 3AB", "", "JE"],
    ["GB", "GY1 1AA", "", "GG"],
    ["IM", "IM1 1AA", "", "IM"],
    ["GB", "BFPO 61", "", "GB-BFPO"],
    ["GB", "BF1 0AX", "", "GB-BFPO"],
    ["AX", "00100", "", "refused: postalCode"],
    ["IC", "28001", "", "refused: postalCode"],
    ["JE", "SW1A 1AA", "", "refused: postalCode"],
    ["GR", "10552", "", "refused: country"],
    ["FO", "100", "", "FO"],
    ["DK", "FO-100", "", "FO"],
    ["FO", "3800", "", "FO"],
    ["DK", "100", "", "refused: postalCode"],
    ["GY", "", "", "refused: country"],
    ["constructor", "1", "", "refused: country"],
  ])("of %s %s %j is %s", (country, postalCode, region, place) => {
    expect(placeOf(country, postalCode, region)).toBe(place);
  });

  test.each([
    ["IT", "23030", "Livigno", "IT-23041"],
    ["IT", "23030", "LIVIGNO (SO)", "IT-23041"],
    ["IT", "23030", "Valdisotto", "IT"],
    ["IT", "23032", "Livigno", "refused: postalCode"],
    ["IT", "22060", "Campione d'Italia", "IT-22061"],
    ["IT", "22060", "Campione d’Italia", "IT-22061"],
    ["IT", "22060", "Arosio", "IT"],
    ["DE", "10115", "Büsingen am Hochrhein", "refused: postalCode"],
    ["DE", "20095", "Helgoland", "refused: postalCode"],
  ])("of %s %s in %s is %s", (country, postalCode, city, place) => {
    expect(placeOf(country, postalCode, "", city)).toBe(place);
  });

  test("a city that contradicts its postcode is refused with the right one", () => {
    expect(at("IT", "20121", "", "Livigno")).toMatchObject({
      message: "The postal code of Livigno is 23041. Check the postal code and the city.",
    });
  });
});

test("the tax area is the territory, except for places that count as another one", () => {
  const areas = [
    ["DE", "10115", "DE"],
    ["DE", "78266", "DE-78266"],
    ["DE", "87491", "AT"],
    ["FR", "98000", "FR"],
    ["GB", "BT1 5GS", "XI"],
    ["GB", "SW1A 1AA", "GB"],
    ["US", "90001", "US-CA"],
  ] as const;
  for (const [country, postalCode, taxArea] of areas)
    expect(at(country, postalCode)).toMatchObject({ taxArea });
});

test("other parts of an address stay as they are, and so does a canonical address", () => {
  const typed = {
    name: "Ada",
    line1: "1 Pine St",
    city: "LA",
    region: "calif",
    postalCode: "90001",
    country: "us",
  };
  const first = Place.resolve(typed);
  if (first.refused) throw new Error(first.message);
  expect(first.address).toEqual({ ...typed, region: "CA", country: "US" });
  expect(Place.resolve(first.address)).toEqual(first);
});

describe("an address is written as its country does", () => {
  const written = (country: string, postalCode: string, city: string, region = "") =>
    Place.lines({ line1: "Street 1", line2: "Floor 2", country, postalCode, city, region }).slice(2);
  test.each([
    [written("US", "90001", "Los Angeles", "California"), ["Los Angeles, CA 90001", "United States"]],
    [written("CA", "k1a0b1", "Ottawa"), ["Ottawa ON K1A 0B1", "Canada"]],
    [written("DE", "10115", "Berlin"), ["10115 Berlin", "Germany"]],
    [written("GB", "sw1a1aa", "London"), ["London", "SW1A 1AA", "United Kingdom"]],
    [written("IE", "d02x285", "Dublin", "Dublin"), ["Dublin", "Co. Dublin", "D02 X285", "Ireland"]],
    [written("IT", "20121", "Milano"), ["20121 Milano MI", "Italy"]],
    [written("ES", "28001", "Madrid"), ["28001 Madrid", "Spain"]],
    [written("JP", "1000001", "Chiyoda"), ["Chiyoda, Tokyo", "100-0001", "Japan"]],
    [written("SE", "11455", "Stockholm"), ["114 55 Stockholm", "Sweden"]],
    [written("US", "abc", "Los Angeles", "California"), ["Los Angeles, California abc", "United States"]],
    [written("XX", "1", "Nowhere"), ["1 Nowhere", "XX"]],
  ])("%#: %j", (lines, expected) => expect(lines).toEqual(expected));
});
