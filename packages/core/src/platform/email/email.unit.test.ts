import { Email } from "@securecart/core/email";
import { expect, test } from "vitest";

test("a sender's name is spelled as the header of an email requires", () => {
  expect(Email.displayName("Alder & Tide")).toBe("Alder & Tide");
  expect(Email.displayName("Mugs, Inc.")).toBe('"Mugs, Inc."');
  expect(Email.displayName("Café Zoë")).toBe("=?UTF-8?B?Q2Fmw6kgWm/Dqw==?=");
});

test("a long name in another script is split into words that a header accepts", () => {
  const words = Email.displayName("花".repeat(60)).split(" ");
  expect(words.length).toBeGreaterThan(1);
  for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
  const decoded = words.map((word) => Buffer.from(word.slice(10, -2), "base64").toString());
  expect(decoded.join("")).toBe("花".repeat(60));
});
