import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checks } from "./checks";
import type { Stack } from "./checks/stack";
import { mutants, switchedMutants } from "./mutants";
import { root } from "./paths";
import { everySwitch, openStage, openSwitched } from "./stages";

// `stacks.test.ts` shows that every check passes without mutants. One program contains all mutants of a group, and each
// must be caught by its check, with a finding that names its place.
const groups = [
  { name: "in production", set: mutants, open: openStage },
  {
    name: "in production with every switch on",
    set: switchedMutants,
    open: (stage: string, overrides: { replace: { file: string; from: string; to: string }[] }) =>
      openSwitched(stage, everySwitch, overrides),
  },
];

describe.each(groups)("a mutant $name is caught", ({ set, open }) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await open("production", {
      replace: Object.values(set).map(({ file, from, to }) => ({ file, from, to })),
    });
  });

  test.each(Object.entries(set))("%s", async (_name, { breaks, finding }) => {
    expect((await checks[breaks](stack)).filter((found) => finding.test(found))).not.toEqual([]);
  });
});

test.each([...Object.entries(mutants), ...Object.entries(switchedMutants)])(
  "%s: its text exists once",
  (_name, { file, from }) => {
    expect(readFileSync(join(root, file), "utf8").split(from)).toHaveLength(2);
  },
);
