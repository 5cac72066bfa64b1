import { expect, test } from "vitest";
import type { Route } from "./params";
import { schemaStamp } from "./schema-stamp";
import { generated, validate } from "./validate";

const isRoute = (name: string): name is Route => Object.hasOwn(generated.schema.properties, name);

test("the request schemas match the installed stripe package and params.ts", () => {
  const { stripe, params } = generated;
  expect({ stripe, params }, "run: node --import tsx packages/local/src/stripe/generate-params.ts").toEqual(
    schemaStamp(),
  );
});

test.each(Object.keys(generated.schema.properties).filter(isRoute))(
  "%s refuses unknown parameters",
  (route) => {
    expect(() => validate(route, { nonsense: "1" })).toThrow("Received unknown parameter: nonsense");
  },
);

test("no enumeration in the schemas accepts other strings", () => {
  const widened = /"anyOf":\[\{"type":"string"\},\{"type":"string","(enum|const)"/;
  expect(JSON.stringify(generated.schema)).not.toMatch(widened);
});
