import { expect, test } from "vitest";
import { acceptedInventory, compareInventories, inventoryOf } from "./inventory";
import { everySwitch, openStage, openSwitched, stageNames } from "./stages";

test.each(stageNames)("%s consists of what was accepted", async (name) => {
  const found = inventoryOf(await openStage(name));
  expect(found.length).toBeGreaterThan(150);
  expect(compareInventories(name, found, acceptedInventory(name, found))).toBe("");
});

test("production with every switch on consists of what was accepted", async () => {
  const name = "production-with-every-switch";
  const found = inventoryOf(await openSwitched("production", everySwitch));
  expect(compareInventories(name, found, acceptedInventory(name, found))).toBe("");
});

test("a resource that is new or gone is named, and how to accept it", () => {
  const said = compareInventories("dev", ["sqs:Queue A", "sqs:Queue B"], ["sqs:Queue A", "dynamodb:Table T"]);
  expect(said).toContain("- dynamodb:Table T\n+ sqs:Queue B\n");
  expect(said).toContain("ACCEPT=1 npx vitest run");
});
