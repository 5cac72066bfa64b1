import { expect, test } from "vitest";
import { Phone } from ".";

test.each([
  ["+15550100199", undefined, "+15550100199"],
  ["+1 (555) 010-0199", "DE", "+15550100199"],
  ["(555) 010-0199", "US", "+15550100199"],
  ["1-555-010-0199", "US", "+15550100199"],
  ["555.010.0199", "CA", "+15550100199"],
  ["\u202d+1\u00a0(555)\u00a0010\u20110199\u202c", "US", "+15550100199"],
  ["0151 23456789", "DE", "+4915123456789"],
  ["+49 (0)151 23456789", "DE", "+4915123456789"],
  ["+49 (0) 151 / 234 567 89", "US", "+4915123456789"],
  ["0049 151 23456789", "US", "+4915123456789"],
  ["(0049) 151 23456789", "US", "+4915123456789"],
  ["0049 (0)30 123456", "DE", "+4930123456"],
  ["49 151 23456789", "DE", "+4915123456789"],
  ["＋４９ １５１ ２３４５６７８９", "DE", "+4915123456789"],
  ["٠١٥١٢٣٤٥٦٧٨٩", "DE", "+4915123456789"],
  ["०१५१ २३४५६७८९", "DE", "+4915123456789"],
  ["tel:+1-555-010-0199", undefined, "+15550100199"],
  ["tel:+1-555-010-0199;ext=5", undefined, "+15550100199"],
  ["Phone: +1 555 010 0199", undefined, "+15550100199"],
  ["+1 555 010 0199 ext. 5", undefined, "+15550100199"],
  ["(555) 010-0199 x5", "US", "+15550100199"],
  ["06 69812345", "IT", "+390669812345"],
  ["+39 (0)6 69812345", "IT", "+390669812345"],
  ["+34 (0)612 345 678", "ES", "+34612345678"],
  ["06 12 34 56 78", "FR", "+33612345678"],
  ["8 (912) 345-67-89", "RU", "+79123456789"],
  ["06 70 123 4567", "HU", "+36701234567"],
  ["787 555 0199", "PR", "+17875550199"],
  ["+1 555 010 0199", "ZZ", "+15550100199"],
])("%j typed in %s is %s", (typed, country, number) => {
  expect(Phone.parse(typed, country)).toBe(number);
  expect(Phone.parse(number), "read again").toBe(number);
});

test.each([
  ["12", "DE"],
  ["110", "DE"],
  ["010-0199", "US"],
  ["0151 23456789", "US"],
  ["555 010 0199", undefined],
  ["++1 555 010 0199", "US"],
  ["+0 555 010 0199", "US"],
  ["+999 123456789", "US"],
  ["0151 23456789 / 030 123456", "DE"],
  ["123456789012345678", "DE"],
  ["1-800-FLOWERS", "US"],
  ["<script>", "US"],
  ["none", "US"],
  ["+1".repeat(100_000), "US"],
  ["", "US"],
  [undefined, "US"],
])("%j typed in %s is not a number", (typed, country) => expect(Phone.parse(typed, country)).toBeNull());

test("a number is optional, and an impossible one is rejected with a hint", () => {
  for (const nothing of [undefined, "", "\u00a0\u200e"]) expect(Phone.schema.parse(nothing)).toBeUndefined();
  for (const wrong of ["12", "0151 23456789", "+1".repeat(100_000)])
    expect(Phone.schema.safeParse(wrong).error?.issues[0]?.message).toContain("like +1 555 010 0199");
});

test("a form's number is parsed for the form's country", () => {
  expect(Phone.inForm({ phone: "0151 23456789", country: " de" })).toMatchObject({ phone: "+4915123456789" });
  expect(Phone.inForm({ phone: "12", country: "DE" })).toMatchObject({ phone: "12" });
  expect(Phone.inForm({ phone: ["a", "b"], country: "DE" })).toMatchObject({ phone: ["a", "b"] });
});

test("a number is formatted in groups, and other text stays as it is", () => {
  expect(Phone.format("+15550100199")).toBe("+1 555 010 0199");
  expect(Phone.format("+4915123456789")).toBe("+49 1512 3456789");
  expect(Phone.format("555 010 0199")).toBe("555 010 0199");
});
