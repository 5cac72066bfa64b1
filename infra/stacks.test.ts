import { beforeAll, describe, expect, test } from "vitest";
import type { SwitchName } from "../stacks/config";
import { checks, type Promised } from "./checks";
import type { Stack } from "./checks/stack";
import { everySwitch, onFargate, openStage, openSwitched, stageNames } from "./stages";

/** Switches that stand alone, each with what it needs. Machines and the accelerator are among all of them. */
const alone: SwitchName[][] = [
  ["provisioned"],
  ["secondRegion"],
  ["network", "cache"],
  ["network", "reporting"],
  ["network", "containers"],
];

const variants: Record<string, () => Promise<Stack>> = {
  ...Object.fromEntries(stageNames.map((name) => [name, () => openStage(name)])),
  "production with every switch on": () => openSwitched("production", everySwitch),
  "staging with containers on Fargate": () => openSwitched("staging", onFargate),
  ...Object.fromEntries(
    alone.map((on) => [`production with ${on.join(" and ")} alone`, () => openSwitched("production", on)]),
  ),
};

describe.each(Object.entries(variants))("%s", (_name, open) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await open();
  });

  test.each(Object.keys(checks) as Promised[])("%s", async (promise) => {
    expect(await checks[promise](stack)).toEqual([]);
  });
});
