import { resolveSwitches, type SwitchName, stageConfig, switchNames } from "../stacks/config";
import { type Stack, stackOf } from "./checks/stack";
import { type Overrides, synthesize } from "./synthesize";

/** Tested stages: the permanent ones, and one of a developer. */
export const stageNames = ["production", "staging", "dev"] as const;

/** Opens a stage as it is configured. */
export async function openStage(name: string, overrides: Overrides = {}): Promise<Stack> {
  return stackOf(await synthesize(name, { overrides }), stageConfig(name));
}

/** Opens a stage with these switches on. */
export async function openSwitched(
  name: string,
  on: readonly SwitchName[],
  more: Overrides = {},
): Promise<Stack> {
  const replace = [
    {
      file: "stacks/config.ts",
      from: "switches: [] as SwitchName[],",
      to: `switches: ${JSON.stringify(on)} as SwitchName[],`,
    },
    ...(more.replace ?? []),
  ];
  const stage = stageConfig(name);
  const synthesis = await synthesize(name, { overrides: { ...more, replace } });
  return stackOf(synthesis, { ...stage, on: resolveSwitches(on, stage.domain) });
}

/** All switches, and all without instances to test containers on Fargate. */
export const everySwitch = switchNames;
export const onFargate = switchNames.filter((name) => name !== "instances");
