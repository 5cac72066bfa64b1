import type { SaleCurrency } from "@securecart/core/catalog";
import { type Group, Settings, type Values } from "@securecart/core/settings";
import { onTestFinished, vi } from "vitest";

/**
 * Lets this process read a group of settings with other values, until the mocks are restored. The table keeps its own, so
 * that tests in other processes do not notice.
 */
export function withSettings<Name extends Group>(group: Name, values: Partial<Values<Name>>) {
  const usual = Settings.parse(group, {});
  Settings.forget(group);
  const schema: { parse(value: unknown): unknown } = Settings.groups[group];
  return vi.spyOn(schema, "parse").mockReturnValue({ ...usual, ...values });
}

/** Lets this process read another currency of the shop, until the test ends. */
export function withCurrency(main: SaleCurrency) {
  const spy = withSettings("currencies", { main });
  onTestFinished(() => {
    spy.mockRestore();
    Settings.forget("currencies");
  });
}
