import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPattern, type EventPattern, type Json, matches } from "./event-pattern";

const event: Json = {
  source: "shop",
  "detail-type": "order.paid",
  resources: [],
  detail: {
    state: "running",
    name: "Ünïcode",
    path: "a/b*c/d.png",
    empty: "",
    nothing: null,
    yes: true,
    count: 5,
    price: -12.5,
    tags: ["red", "blue"],
    lines: [
      { sku: "A", quantity: 1 },
      { sku: "B", quantity: 9 },
    ],
    deep: { er: { est: "x" } },
  },
};

const inDetail = (detail: EventPattern): EventPattern => ({ detail });

describe("a pattern matches as in EventBridge", () => {
  test.each<[string, EventPattern, boolean]>([
    ["an exact value", { source: ["shop"] }, true],
    ["one of several values", { source: ["x", "shop"] }, true],
    ["none of several values", { source: ["x", "y"] }, false],
    ["all of several fields", { source: ["shop"], "detail-type": ["order.paid"] }, true],
    ["not all of several fields", { source: ["shop"], "detail-type": ["order.placed"] }, false],
    ["different case", { source: ["Shop"] }, false],
    ["a number", inDetail({ count: [5] }), true],
    ["a text for a number", inDetail({ count: ["5"] }), false],
    ["a number for a text", inDetail({ state: [0] }), false],
    ["true", inDetail({ yes: [true] }), true],
    ["null", inDetail({ nothing: [null] }), true],
    ["null for a missing field", inDetail({ missing: [null] }), false],
    ["the empty text", inDetail({ empty: [""] }), true],
    ["an element of a list", inDetail({ tags: ["blue"] }), true],
    ["no element of a list", inDetail({ tags: ["green"] }), false],
    ["a field of an element", inDetail({ lines: { sku: ["B"] } }), true],
    ["two fields of one element", inDetail({ lines: { sku: ["B"], quantity: [9] } }), true],
    ["two fields of two elements", inDetail({ lines: { sku: ["A"], quantity: [9] } }), false],
    ["a deep field", inDetail({ deep: { er: { est: ["x"] } } }), true],
    ["prefix", inDetail({ state: [{ prefix: "run" }] }), true],
    ["another prefix", inDetail({ state: [{ prefix: "Run" }] }), false],
    ["prefix ignoring case", inDetail({ state: [{ prefix: { "equals-ignore-case": "RUN" } }] }), true],
    ["prefix of a number", inDetail({ count: [{ prefix: "5" }] }), false],
    ["suffix", inDetail({ path: [{ suffix: ".png" }] }), true],
    ["suffix ignoring case", inDetail({ path: [{ suffix: { "equals-ignore-case": ".PNG" } }] }), true],
    ["another suffix", inDetail({ path: [{ suffix: ".jpg" }] }), false],
    ["equal ignoring case", inDetail({ state: [{ "equals-ignore-case": "RUNNING" }] }), true],
    ["not equal ignoring case", inDetail({ state: [{ "equals-ignore-case": "RUN" }] }), false],
    ["anything but", inDetail({ state: [{ "anything-but": "stopped" }] }), true],
    ["anything but itself", inDetail({ state: [{ "anything-but": "running" }] }), false],
    ["anything but several", inDetail({ state: [{ "anything-but": ["a", "running"] }] }), false],
    ["anything but a number", inDetail({ count: [{ "anything-but": 5 }] }), false],
    ["anything but, missing field", inDetail({ missing: [{ "anything-but": "x" }] }), false],
    ["anything but, in a list", inDetail({ tags: [{ "anything-but": "red" }] }), true],
    ["anything but a prefix", inDetail({ state: [{ "anything-but": { prefix: "run" } }] }), false],
    ["anything but prefixes", inDetail({ state: [{ "anything-but": { prefix: ["x", "y"] } }] }), true],
    ["anything but a suffix", inDetail({ state: [{ "anything-but": { suffix: "ing" } }] }), false],
    [
      "anything but ignoring case",
      inDetail({ state: [{ "anything-but": { "equals-ignore-case": "RUNNING" } }] }),
      false,
    ],
    ["anything but a wildcard", inDetail({ path: [{ "anything-but": { wildcard: "*.png" } }] }), false],
    ["numeric equal", inDetail({ count: [{ numeric: ["=", 5] }] }), true],
    ["numeric range", inDetail({ count: [{ numeric: [">", 0, "<=", 5] }] }), true],
    ["numeric outside", inDetail({ count: [{ numeric: [">", 5] }] }), false],
    ["numeric negative", inDetail({ price: [{ numeric: ["<", -12] }] }), true],
    ["numeric of a text", inDetail({ state: [{ numeric: [">", 0] }] }), false],
    ["exists", inDetail({ nothing: [{ exists: true }] }), true],
    ["exists, missing field", inDetail({ missing: [{ exists: true }] }), false],
    ["absent", inDetail({ missing: [{ exists: false }] }), true],
    ["absent, existing field", inDetail({ state: [{ exists: false }] }), false],
    ["absent below a missing field", { none: { deeper: [{ exists: false }] } }, true],
    ["exists, object", inDetail({ deep: [{ exists: true }] }), false],
    ["absent, empty list", { resources: [{ exists: false }] }, true],
    ["absent or equal", inDetail({ missing: ["x", { exists: false }] }), true],
    ["wildcard", inDetail({ path: [{ wildcard: "a/*.png" }] }), true],
    ["wildcard must reach the end", inDetail({ path: [{ wildcard: "a/*.pn" }] }), false],
    ["wildcard escaped", inDetail({ path: [{ wildcard: "a/b\\*c/*" }] }), true],
    ["wildcard with a literal dot", inDetail({ path: [{ wildcard: "*/dxpng" }] }), false],
    ["either pattern", { $or: [{ source: ["x"] }, { "detail-type": ["order.paid"] }] }, true],
    ["neither pattern", { $or: [{ source: ["x"] }, { "detail-type": ["y"] }] }, false],
    ["either and a field", { source: ["x"], $or: [{ source: ["shop"] }] }, false],
    ["either inside the detail", inDetail({ $or: [{ count: [5] }, { state: ["x"] }] }), true],
  ])("%s", (_, pattern, expected) => {
    expect(() => checkPattern(pattern)).not.toThrow();
    expect(matches(pattern, event)).toBe(expected);
  });
});

describe("an invalid pattern is refused", () => {
  test.each<[string, unknown]>([
    ["nothing", {}],
    ["a bare value", { source: "shop" }],
    ["an empty list", { source: [] }],
    ["an unknown operator", { source: [{ contains: "x" }] }],
    ["two operators", { source: [{ prefix: "a", suffix: "b" }] }],
    ["an incomplete range", { count: [{ numeric: [">"] }] }],
    ["an unknown comparison", { count: [{ numeric: ["!=", 1] }] }],
    ["alternatives that are not a list", { $or: { source: ["a"] } }],
    ["a nested list", { source: [["a"]] }],
  ])("%s", (_, pattern) => {
    expect(() => checkPattern(pattern)).toThrow(TypeError);
  });
});

describe("for all events", () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));

  test("anything-but matches exactly the values it does not list", () => {
    fc.assert(
      fc.property(scalar, fc.array(scalar, { minLength: 1 }), (value, named) => {
        const but = matches({ a: [{ "anything-but": named }] }, { a: value });
        expect(but).toBe(!matches({ a: named }, { a: value }));
      }),
    );
  });

  test("a field either exists or does not", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("a", "b"), fc.oneof(scalar, fc.array(scalar), fc.object())),
        (fields) => {
          const json: Json = JSON.parse(JSON.stringify(fields));
          expect(matches({ a: [{ exists: true }] }, json)).toBe(!matches({ a: [{ exists: false }] }, json));
        },
      ),
    );
  });

  test("a list matches when one of its elements does", () => {
    fc.assert(
      fc.property(fc.array(scalar), fc.array(scalar, { minLength: 1 }), (values, named) => {
        const any = values.some((value) => matches({ a: named }, { a: value }));
        expect(matches({ a: named }, { a: values })).toBe(any);
      }),
    );
  });

  test("a wildcard without stars matches only its text, and a star matches any text in its place", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, text, behind) => {
        const literal = text.replace(/[\\*]/g, "\\$&");
        const found = (wildcard: string) => matches({ a: [{ wildcard }] }, { a: before + text + behind });
        expect(found(`*${literal}*`)).toBe(true);
        expect(matches({ a: [{ wildcard: literal }] }, { a: text })).toBe(true);
        expect(matches({ a: [{ wildcard: literal }] }, { a: `${text}x` })).toBe(false);
      }),
    );
  });

  test("alternatives match when one of them does", () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, (value, one, other) => {
        const either = matches({ $or: [{ a: [one] }, { a: [other] }] }, { a: value });
        expect(either).toBe(matches({ a: [one] }, { a: value }) || matches({ a: [other] }, { a: value }));
      }),
    );
  });
});
