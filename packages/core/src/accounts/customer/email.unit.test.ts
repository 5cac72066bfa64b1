import { expect, test } from "vitest";
import { Email } from "./email";

const parse = (text: string) => Email.safeParse(text);

test("an address is normalized to one spelling", () => {
  for (const text of [
    "ada@example.com",
    "  Ada@Example.COM ",
    "ＡＤＡ＠example．com",
    "ADA@EXAMPLE.COM",
    "ada@example.com\n",
    "ada\u0000@example.com",
    "ada\u200b@example.com",
    "\u202eada@example.com",
    "\u00a0\u2066ada@example.com\u2069",
    "mailto:ada@example.com",
  ])
    expect(parse(text).data, text).toBe("ada@example.com");
  expect(parse("ada.l+shop@mail.example.co.uk").data).toBe("ada.l+shop@mail.example.co.uk");
});

test("lists, names, line breaks and lookalike letters are rejected", () => {
  const refused = [
    "",
    "ada",
    "ada@",
    "@example.com",
    "ada@example",
    "ada@example.com,eve@example.org",
    "ada@example.com;eve@example.org",
    "ada@example.com eve@example.org",
    "Ada <ada@example.com>",
    '"ada@example.com,eve"@example.org',
    "ada@example.com\r\nBcc: eve@example.org",
    "аda@example.com", // a Cyrillic а
    "ada@exаmple.com",
    "ada@bücher.example",
    "ada@@example.com",
    "ada@example..com",
    ".ada@example.com",
    "ada@-example.com",
    "ada@example.com/../x",
    `${"a".repeat(250)}@example.com`,
    "a".repeat(100_000),
  ];
  for (const text of refused) expect(parse(text).success, JSON.stringify(text.slice(0, 60))).toBe(false);
});
