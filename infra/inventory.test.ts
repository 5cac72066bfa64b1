import { expect, test } from "vitest";
import { acceptedInventory, compareInventories, inventoryOf } from "./inventory";
import { everySwitch, openStage, openSwitched, stageNames } from "./stages";

test.each(stageNames)("%s has the accepted inventory", async (name) => {
  const found = inventoryOf(await openStage(name));
  expect(found.length).toBeGreaterThan(150);
  expect(compareInventories(name, found, acceptedInventory(name, found))).toBe("");
});

test("production with every switch on has the accepted inventory", async () => {
  const name = "production-with-every-switch";
  const found = inventoryOf(await openSwitched("production", everySwitch));
  expect(compareInventories(name, found, acceptedInventory(name, found))).toBe("");
});

test("added and removed resources are listed with the command that accepts them", () => {
  const report = compareInventories(
    "dev",
    ["sqs:Queue A", "sqs:Queue B"],
    ["sqs:Queue A", "dynamodb:Table T"],
  );
  expect(report).toContain("- dynamodb:Table T\n+ sqs:Queue B\n");
  expect(report).toContain("ACCEPT=1 npx vitest run");
});
