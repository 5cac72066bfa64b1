import { expect, test } from "vitest";
import { Address, Contact, Email, StoredContact } from "./details";

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
  ["a city that shows nothing", { city: "\u202e\u3164" }],
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
])("%j is not an email address", (email) => {
  expect(Email.safeParse(email).success).toBe(false);
});

test("an email address in full-width characters is converted", () => {
  expect(Email.parse(" Ada\uff20example.com ")).toBe("Ada@example.com");
});

const person = { email: "ada@example.com", name: "Ada Lovelace" };

test("a line break in an address becomes a space, so that no header can be injected", () => {
  const city = "A\r\nBcc: b@example.com";
  expect(Address.parse({ ...address, city }).city).toBe("A Bcc: b@example.com");
});

test.each([
  "\u202dada@example.com\u202c",
  "ada@example.com\u200b\n",
  "mailto:ada@example.com",
  "ada@exam\u00adple.com",
])("%j is accepted without its invisible characters", (email) =>
  expect(Email.parse(email)).toBe("ada@example.com"),
);

test("a phone number is optional, stored in one form, and refused when it is invalid", () => {
  expect(Contact.parse({ ...person, phone: "" }).phone).toBeUndefined();
  expect(Contact.parse({ ...person, phone: "+1 (555) 010-0199" }).phone).toBe("+15550100199");
  for (const phone of ["<script>", "12", "555 010 0199"])
    expect(Contact.safeParse({ ...person, phone }).error?.issues).toMatchObject([{ path: ["phone"] }]);
});

test("an older row's phone number is read as it was typed", () => {
  expect(StoredContact.parse({ ...person, phone: "555 010 0199" }).phone).toBe("555 010 0199");
});

test("a shopper who wants SMS must enter a number", () => {
  const wanted = (phone?: string) => Contact.safeParse({ ...person, phone, textUpdates: true });
  expect(wanted("+1 555 010 0199").data).toMatchObject({ textUpdates: true });
  for (const phone of [undefined, "", "555 010 0199"])
    expect(wanted(phone).error?.issues).toMatchObject([
      { path: ["phone"], message: expect.stringContaining("+1 555 010 0199") },
    ]);
});

test("no consent is stored of a shopper who gave none", () => {
  expect(Contact.parse({ ...person, textUpdates: false }).textUpdates).toBeUndefined();
});
