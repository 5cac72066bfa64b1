import { expect, test } from "vitest";
import { redact } from "./redact";

test.each([
  ["Invalid email address: ada@example.com", "Invalid email address: [email]"],
  ["card 4242 4242 4242 4242 declined", "card [number] declined"],
  ["card 4242424242424242 declined", "card [number] declined"],
  ["+1 (555) 010-0199 is not valid", "[phone] is not valid"],
  ["Invalid API Key provided: sk_test_51H8abcDEF", "Invalid API Key provided: [secret]"],
  [
    "/orders/ord_01HZX3Q4R5S6T7V8W9X0Y1Z2A3-abcdefghijklmnopqrstuvwxyz",
    "/orders/ord_01HZX3Q4R5S6T7V8W9X0Y1Z2A3-[signature]",
  ],
  ["crt_01HZX3Q4R5S6T7V8W9X0Y1Z2A3 is busy", "[cart] is busy"],
])("%j is logged as %j", (text, logged) => expect(redact(text)).toBe(logged));

test.each([
  "ord_01HZX3Q4R5S6T7V8W9X0Y1Z2A3",
  "evn_01HZX3Q4R5S6T7V8W9X0Y1Z2A3",
  "2026-01-01T00:00:00.000Z",
  "5759e988bd862e3fe1be46a994272793",
  "pi_3MtwBwLkdIwHu7ix28a3tqPa",
])("%j is logged as it is", (text) => expect(redact(text)).toBe(text));
