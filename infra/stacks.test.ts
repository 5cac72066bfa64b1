import { beforeAll, describe, expect, test } from "vitest";
import type { SwitchName } from "../stacks/config";
import { type CheckName, checks } from "./checks";
import type { Stack } from "./checks/stack";
import { everySwitch, onFargate, openStage, openSwitched, stageNames } from "./stages";

/** Switches on their own, each with what it needs. Instances and the accelerator are in the variant with all. */
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

  test.each(Object.keys(checks) as CheckName[])("%s", async (name) => {
    expect(await checks[name](stack)).toEqual([]);
  });
});
