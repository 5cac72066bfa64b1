import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checks } from "./checks";
import type { Stack } from "./checks/stack";
import { root } from "./paths";
import { plants, switchedPlants } from "./plants";
import { everySwitch, openStage, openSwitched } from "./stages";

// Without them every promise is kept: `stacks.test.ts`. All of a group stand in one program, and each must be caught
// by the promise that it breaks, with a finding that names its place.
const groups = [
  { name: "in production", set: plants, open: openStage },
  {
    name: "in production with every switch on",
    set: switchedPlants,
    open: (stage: string, overrides: { replace: { file: string; from: string; to: string }[] }) =>
      openSwitched(stage, everySwitch, overrides),
  },
];

describe.each(groups)("a mistake $name is caught", ({ set, open }) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await open("production", {
      replace: Object.values(set).map(({ file, from, to }) => ({ file, from, to })),
    });
  });

  test.each(Object.entries(set))("%s", async (_name, { breaks, says }) => {
    expect((await checks[breaks](stack)).filter((finding) => says.test(finding))).not.toEqual([]);
  });
});

test.each([...Object.entries(plants), ...Object.entries(switchedPlants)])(
  "%s: its place is there, once",
  (_name, { file, from }) => {
    expect(readFileSync(join(root, file), "utf8").split(from)).toHaveLength(2);
  },
);
