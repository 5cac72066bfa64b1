import { Trace } from "@securecart/core/trace";
import { expect, test } from "vitest";

const id = "5759e988bd862e3fe1be46a994272793";

test("the trace of a request is the one that its proxy or its client names", () => {
  const parent = `00-${id}-00f067aa0ba902b7-01`;
  const root = "Self=1-67891234-12456789abcdef012345678;Root=1-5759E988-bd862e3fe1be46a994272793;Sampled=1";
  expect(Trace.of(new Headers({ traceparent: parent }))).toBe(id);
  expect(Trace.of(new Headers({ "X-Amzn-Trace-Id": root }))).toBe(id);
});

test("a request without a well-formed trace gets a new one", () => {
  const nothing = [
    {},
    { traceparent: "ada@example.com" },
    { traceparent: `00-${"0".repeat(32)}-00f067aa0ba902b7-01` },
    { "X-Amzn-Trace-Id": "Root=1-5759e988-<script>" },
  ];
  const made = nothing.map((headers) => Trace.of(new Headers(headers as Record<string, string>)));
  for (const trace of made) expect(Trace.TraceId.safeParse(trace).success).toBe(true);
  expect(new Set(made).size).toBe(made.length);
});

test("concurrent work keeps its traces apart", async () => {
  const seen = await Promise.all(
    ["a", "b"].map((letter) =>
      Trace.run(letter.repeat(32), async () => {
        await new Promise((done) => setTimeout(done, 1));
        return Trace.current();
      }),
    ),
  );
  expect(seen).toEqual(["a".repeat(32), "b".repeat(32)]);
  expect(Trace.current()).toBeUndefined();
});
