import { expect, test } from "vitest";
import { types } from "./checks/stack";
import { openStage } from "./stages";

test("a restored table replaces the shop's table everywhere, and the original is not managed", async () => {
  const name = "securecart-production-restored";
  const stack = await openStage("production", {
    replace: [
      {
        file: "stacks/config.ts",
        from: "warm: 2,\n    restoredTable: null",
        to: `warm: 2,\n    restoredTable: "${name}"`,
      },
    ],
  });
  expect(stack.of(types.table).map((one) => one.name)).toEqual(["StorefrontRevalidationTable"]);
  const linked = stack.synthesis.builds.flatMap(
    ({ links }) => (links as { Table?: { name: string } }).Table ?? [],
  );
  expect(linked.length).toBeGreaterThan(20);
  expect([...new Set(linked.map((table) => table.name))]).toEqual([name]);
  const rows = stack.statements.filter(
    ({ actions, resources }) =>
      actions.includes("dynamodb:ConditionCheckItem") && !/Revalidation/.test(resources.join()),
  );
  expect([...new Set(rows.flatMap(({ resources }) => resources))]).toEqual([
    `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`,
  ]);
  const { inputs } = stack.one<{ eventSourceArn: string }>(types.feed, "TableRelayFeed");
  expect(inputs.eventSourceArn).toContain(`:table/${name}/stream/`);
});
