import { beforeAll, describe, expect, test } from "vitest";
import { checks, type Promised } from "./checks";
import type { Stack } from "./checks/stack";
import { everySwitch, onFargate, openStage, openSwitched, stageNames } from "./stages";

const variants: Record<string, () => Promise<Stack>> = {
  ...Object.fromEntries(stageNames.map((name) => [name, () => openStage(name)])),
  "production with every switch on": () => openSwitched("production", everySwitch),
  "staging with containers on Fargate": () => openSwitched("staging", onFargate),
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
