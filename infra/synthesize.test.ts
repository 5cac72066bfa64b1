import { expect, test } from "vitest";
import { synthesize } from "./synthesize";

test("a failing program rejects with the place of the error", async () => {
  const faulty = {
    file: "stacks/index.ts",
    from: "export async function stacks() {",
    to: `export async function stacks() {
  const bus = new sst.aws.Bus("Broken");
  bus.arn.apply(() => { throw new Error("injected into an apply"); });`,
  };
  await expect(synthesize("dev", { overrides: { replace: [faulty] } })).rejects.toThrow(
    /dev cannot be synthesized:\nError: injected into an apply.*\n.*stacks\/index\.ts:\d+/,
  );
});

test("a replacement of missing text is rejected", async () => {
  const absent = { file: "sst.config.ts", from: "no such text", to: "" };
  await expect(synthesize("dev", { overrides: { replace: [absent] } })).rejects.toThrow(
    "sst.config.ts does not contain:\nno such text",
  );
});
