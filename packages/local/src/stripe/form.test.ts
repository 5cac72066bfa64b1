import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "./errors";
import { parseForm } from "./form";

/** Encodes nested parameters as Stripe's SDKs do. */
function encode(value: unknown, key = ""): string[] {
  if (typeof value === "string") return [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`];
  return Object.entries(value ?? {}).flatMap(([name, inner]) =>
    encode(inner, key ? `${key}[${name}]` : name),
  );
}

test("parsing returns the encoded lists and objects", () => {
  const { params } = fc.letrec((tie) => ({
    params: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie("value"), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.array(fc.string(), { minLength: 1, maxLength: 12 }),
      fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie("value"), {
        minKeys: 1,
        maxKeys: 4,
        noNullPrototype: true,
      }),
    ),
  }));
  fc.assert(
    fc.property(params, (given) => {
      expect(parseForm(encode(given).join("&"))).toEqual(given);
    }),
  );
});

test("any input is parsed or refused as a bad request", () => {
  const pieces = fc.array(
    fc.constantFrom("a", "b", "[", "]", "=", "&", "0", "1", "%", "__proto__", "constructor"),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((parts) => parts.join("")),
      ),
      (text) => {
        try {
          parseForm(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
        }
        expect(Object.prototype).not.toHaveProperty("a");
      },
    ),
    { numRuns: 1000 },
  );
});
