import { expect, test } from "vitest";
import { Address, Contact, Email, international } from "./details";

const address = { line1: "1 Pine Street", city: "Portland", postalCode: "97201", country: "us" };

test("an address is trimmed, composed and its country in capitals", () => {
  expect(Address.parse({ ...address, line1: "  Stra\u00dfe 1 ", city: "Mu\u0308nchen", line2: "" })).toEqual({
    line1: "Stra\u00dfe 1",
    line2: undefined,
    city: "M\u00fcnchen",
    region: undefined,
    postalCode: "97201",
    country: "US",
  });
});

test.each([
  ["a country that is none", { country: "Oz!" }],
  ["a line break in a name of a city", { city: "A\r\nBcc: b@example.com" }],
  ["a text that turns direction", { city: "\u202egnitirw" }],
  ["nothing where a street should be", { line1: "   " }],
  ["a street of a thousand letters", { line1: "x".repeat(1_000) }],
])("%s is refused", (_name, more) => {
  expect(Address.safeParse({ ...address, ...more }).success).toBe(false);
});

test.each([
  "a@b.example, c@d.example",
  "Ada <ada@example.com>",
  "ada@example.com\r\nBcc: x@example.com",
  "ada",
  "@example.com",
  `${"a".repeat(250)}@example.com`,
  '"e@attacker.example"@victim.example',
])("%j is no address to write to", (email) => {
  expect(Email.safeParse(email).success).toBe(false);
});

test("an address in another script's full width is what it means", () => {
  expect(Email.parse(" Ada\uff20example.com ")).toBe("Ada@example.com");
});

test("a phone number is optional and must look like one", () => {
  const person = { email: "ada@example.com", name: "Ada" };
  expect(Contact.parse({ ...person, phone: "" }).phone).toBeUndefined();
  expect(Contact.safeParse({ ...person, phone: "<script>" }).success).toBe(false);
});

const person = { email: "ada@example.com", name: "Ada Lovelace" };

test.each([
  ["+1 (555) 010-0199", "+15550100199"],
  ["0049 30 123456", "+4930123456"],
  ["555 010 0199", null],
  ["+0 555 010 0199", null],
  ["++1 555 010 0199", null],
  [undefined, null],
])("the phone %j is texted as %j", (phone, number) => expect(international(phone)).toBe(number));

test("who wants to be texted gives a number with its country", () => {
  const wanted = (phone?: string) => Contact.safeParse({ ...person, phone, textUpdates: true });
  expect(wanted("+1 555 010 0199").data).toMatchObject({ textUpdates: true });
  for (const phone of [undefined, "", "555 010 0199"])
    expect(wanted(phone).error?.issues[0]).toMatchObject({
      path: ["phone"],
      message: expect.stringContaining("+1 555 010 0199"),
    });
});

test("who does not want to be texted may leave any number, and no consent is noted", () => {
  const contact = Contact.parse({ ...person, phone: "555 010 0199", textUpdates: false });
  expect(contact).toMatchObject({ phone: "555 010 0199" });
  expect(contact.textUpdates).toBeUndefined();
});
