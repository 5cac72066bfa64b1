import { expect, test } from "vitest";
import { formats } from "./formats";
import { parse, territoryOf } from "./parse";

const idOf = (text: string) => {
  const parsed = parse(text);
  return "id" in parsed ? parsed.id : null;
};
const refusalOf = (text: string) => {
  const parsed = parse(text);
  return "refusal" in parsed ? parsed.refusal : null;
};

test.each([
  ["DE811907980", "DE811907980"],
  [" de 811.907.980 ", "DE811907980"],
  ["\uff24\uff25811907980", "DE811907980"],
  ["DE\u00a0811\u2013907\u2013980", "DE811907980"],
  ["\u202ade811907980\u202c", "DE811907980"],
  ["ATU10000005", "ATU10000005"],
  ["AT-U-10000005", "ATU10000005"],
  ["FR 88 100000009", "FR88100000009"],
  ["NL100000009B01", "NL100000009B01"],
  ["ESB10000008", "ESB10000008"],
  ["IT10000000017", "IT10000000017"],
  ["BE 1000.000.021", "BE1000000021"],
  ["BE 200000043", "BE0200000043"],
  ["DK10000009", "DK10000009"],
  ["FI10000004", "FI10000004"],
  ["IE1000000H", "IE1000000H"],
  ["SE100000000801", "SE100000000801"],
  ["EL100000003", "EL100000003"],
  ["GR 100000003", "EL100000003"],
  ["PL1000000006", "PL1000000006"],
  ["XI 100 0000 34", "XI100000034"],
  ["XI100000034001", "XI100000034001"],
  ["XIGD001", "XIGD001"],
  ["XIHA500", "XIHA500"],
])("%j is the number %s", (text, id) => {
  expect(idOf(text)).toBe(id);
});

test.each([
  "",
  "hello",
  "811907980",
  "US123456789",
  "XX811907980",
  "constructor",
  "__proto__",
  `DE${"1".repeat(1_000)}`,
  "'; DROP TABLE orders; --",
])("%j is not a business tax ID, and the message describes one", (text) => {
  expect(refusalOf(text)).toMatch(
    /^This is not a valid business tax ID\. Enter .* such as DE followed by 9 digits/,
  );
});

test.each([
  ["DE81190798", "Germany is DE followed by 9 digits"],
  ["DE036695976", "Germany is DE followed by 9 digits"],
  ["AT10000005", "Austria is ATU followed by 8 digits"],
  ["NL100000009X01", "the Netherlands is NL followed by 9 digits, the letter B and 2 digits"],
  ["SE100000000802", "Sweden is SE followed by 12 digits"],
  ["XI12345", "Northern Ireland is XI followed by 9 or 12 digits"],
])("%s is refused with the form of its country", (text, form) => {
  expect(refusalOf(text)).toContain(form);
});

test.each([
  "DE811907981",
  "ATU10000006",
  "FR89100000009",
  "NL100000008B01",
  "ESB10000009",
  "IT10000000018",
  "BE1000000022",
  "DK10000008",
  "FI10000005",
  "IE1000000J",
  "SE100000000901",
  "EL100000004",
  "PL1000000007",
  "XI100000035",
])("%s has a typing error", (text) => {
  expect(refusalOf(text)).toContain("check digits do not match");
});

test.each([
  "DE136695976",
  "DE 123 456 789",
  "ATU12345678",
  "BE0123456789",
  "BE0428759497",
  "CY12345678X",
  "CZ12345678",
  "DK12345678",
  "EL123456789",
  "GR123456789",
  "ESX1234567X",
  "ESB12345674",
  "ES12345678Z",
  "FI12345678",
  "FR40303265045",
  "FR32123456789",
  "FR12345678901",
  "HR12345678901",
  "IE1234567X",
  "IE1234567FA",
  "IT12345678901",
  "NL123456789B01",
  "NL000099998B57",
  "PL1234567890",
  "SE123456789001",
  "SK1234567890",
  "DE111111111",
  "IT00000000000",
  "XI999999973",
  "XI123456789",
])("%s is refused as an example number", (text) => {
  expect(refusalOf(text)).toMatch(/^This is an example number/);
});

test.each([
  ["GB999999973", "no VAT is charged on deliveries to Great Britain"],
  ["GB 980 7806 84", "no VAT is charged on deliveries to Great Britain"],
  ["NO 923 609 016 MVA", "we do not deliver to Norway"],
  ["923609016MVA", "we do not deliver to Norway"],
  ["CHE-109.322.551 MWST", "we do not deliver to Switzerland"],
  ["CHE109322551TVA", "we do not deliver to Switzerland"],
  ["CHE-109.322.551", "we do not deliver to Switzerland"],
])("%s is refused as not supported", (text, why) => {
  expect(refusalOf(text)).toContain(why);
});

test("the numbers of all member states and of Northern Ireland are accepted", () => {
  const members = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(
    " ",
  );
  expect(Object.keys(formats).sort()).toEqual(members);
  expect(territoryOf("EL100000003")).toBe("GR");
  expect(territoryOf("XI100000034")).toBe("GB-NIR");
});

test("no form shown on a page is accepted as a number", () => {
  const forms = Object.values(formats).map(({ form }) => form);
  expect(forms).not.toHaveLength(0);
  expect(forms.filter((form) => idOf(form) !== null)).toEqual([]);
});
