import { expect, test } from "vitest";
import { keptState } from "./kept-state";
import { differencesOf, wordsIn } from "./saved-meanwhile";

const saved = {
  values: { percent: "20" },
  version: "4",
  labelOf: (name: string) => name.toUpperCase(),
  changed: "price.sale_changed",
};
const refusal = (code: string, seen: string) => ({
  ok: false as const,
  code,
  message: "No.",
  fields: { percent: "Must be 100 or less." },
  values: { percent: "900", seen },
});

test("a form shows the saved values, and after a refusal the typed ones with their errors", () => {
  expect(keptState(null, saved).field("percent")).toMatchObject({ defaultValue: "20", error: undefined });
  expect(keptState(refusal("input.invalid", "4"), saved).field("percent")).toMatchObject({
    label: "PERCENT",
    defaultValue: "900",
    error: "Must be 100 or less.",
  });
});

test("a newer version is replaced only after its values were shown", () => {
  const mistake = keptState(refusal("input.invalid", "3"), saved);
  expect(mistake).toMatchObject({ isConflict: false, seen: "3" });
  expect(keptState(refusal("price.sale_changed", "3"), saved)).toMatchObject({ isConflict: true, seen: "4" });
  expect(keptState({ ok: true }, saved).seen).toBe("4");
});

test("differences are listed in words, and line ends do not count", () => {
  const labels = { kind: "Kind", groups: "Groups", text: "Text", active: "Active" };
  const words = wordsIn({
    kind: [{ value: "percent", label: "Percentage" }],
    groups: [{ value: "g1", label: "Trade" }],
  });
  const before = { kind: "percent", groups: "g1\ng2", text: "one\ntwo", active: "on" };
  const typed = { kind: "amount", groups: "g1", text: "one\r\ntwo ", requestId: "r" };
  expect(differencesOf({ labels, saved: before, typed, words })).toEqual([
    { name: "Kind", saved: "Percentage", typed: "amount" },
    { name: "Groups", saved: "Trade\ng2", typed: "Trade" },
    { name: "Active", saved: "Yes", typed: "No" },
  ]);
});
