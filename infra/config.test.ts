import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveSwitches, type SwitchName, stageConfig, switches, switchNames } from "../stacks/config";
import { root } from "./paths";
import { stageNames } from "./stages";

test("every switch is off until a stage names it", () => {
  expect(stageNames).not.toHaveLength(0);
  for (const name of stageNames)
    expect(Object.values(stageConfig(name).on), name).toEqual(switchNames.map(() => false));
});

test("a switch states its cost, when to turn it on, and the code that uses it", () => {
  expect(switchNames).not.toHaveLength(0);
  for (const name of switchNames) {
    const { monthlyCents, costs, turnOnWhen, usedBy } = switches[name];
    expect(monthlyCents, name).toBeGreaterThanOrEqual(0);
    expect(Number.isInteger(monthlyCents), name).toBe(true);
    expect(costs.length, name).toBeGreaterThan(20);
    expect(turnOnWhen.length, name).toBeGreaterThan(20);
    for (const path of usedBy) expect(existsSync(join(root, path)), `${name}: ${path}`).toBe(true);
  }
});

test("a switch that needs another one is rejected without it", () => {
  const lonely: SwitchName[] = ["cache", "reporting", "containers", "instances", "accelerator"];
  for (const name of lonely) {
    expect(() => resolveSwitches([name], "shop.example.com"), name).toThrow(`The switch ${name} needs`);
    expect(resolveSwitches(switchNames, "shop.example.com")[name]).toBe(true);
  }
  expect(resolveSwitches(["cache", "network"], null)).toMatchObject({ cache: true, reporting: false });
});

test("containers are rejected without a domain for their certificate", () => {
  expect(() => resolveSwitches(["network", "containers"], null)).toThrow("needs a domain");
});

test("an unknown name is the stage of one developer", () => {
  expect(stageConfig("production")).toMatchObject({ production: true, trail: true, logs: "6 months" });
  expect(stageConfig("staging")).toMatchObject({ production: false, domain: "staging.shop.example.com" });
  for (const name of ["ada", "constructor", "toString"])
    expect(stageConfig(name)).toMatchObject({ name, production: false, domain: null, alarmsTo: null });
});
