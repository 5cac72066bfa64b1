import { randomUUID } from "node:crypto";
import { Audit } from "@securecart/core/audit";
import { Settings } from "@securecart/core/settings";
import { Store } from "@securecart/core/store";
import { beforeEach, expect, test } from "vitest";
import { SettingEntity } from "./setting.entity";

const ada = { actor: "staff:ada@example.com" };
const by = () => ({ ...ada, requestId: randomUUID() });
const refusal = { code: "settings.changed" };

const audited = async () => (await Audit.list({ subject: "settings:returns" })).rows;

beforeEach(async () => {
  await SettingEntity.delete({ group: "returns" }).go();
});

test("a group without a row has its defaults", async () => {
  expect(await Settings.read("returns")).toEqual({ refundDelivery: "eu" });
  expect(await Settings.current("returns")).toEqual({ value: { refundDelivery: "eu" }, version: 0 });
});

test("a row from before a setting existed has the default of that setting", async () => {
  await Store.write(({ setting }) => [
    setting.create({ group: "returns", value: {}, version: 3, ...ada }).commit(),
  ]);
  expect(await Settings.current("returns")).toEqual({ value: { refundDelivery: "eu" }, version: 3 });
});

test("a change takes effect at the next read and is audited with before and after", async () => {
  await Settings.change("returns", { refundDelivery: "always" }, by());
  expect(await Settings.read("returns")).toEqual({ refundDelivery: "always" });
  await Settings.change("returns", { refundDelivery: "never" }, by());
  expect(await Settings.current("returns")).toEqual({ value: { refundDelivery: "never" }, version: 2 });
  expect((await audited()).slice(0, 2)).toMatchObject([
    { action: "settings.change", ...ada, before: { refundDelivery: "always" } },
    { action: "settings.change", before: { refundDelivery: "eu" }, after: { refundDelivery: "always" } },
  ]);
});

test("the same request twice, also at once, changes once and is audited once", async () => {
  const rows = (await audited()).length;
  const same = by();
  const change = () => Settings.change("returns", { refundDelivery: "never" }, same);
  await Promise.all([change(), change()]);
  await Settings.change("returns", { refundDelivery: "always" }, by());
  await change();
  expect(await Settings.current("returns")).toEqual({ value: { refundDelivery: "always" }, version: 2 });
  expect(await audited()).toHaveLength(rows + 2);
});

test("of two who change the same version, one is refused and leaves no audit row", async () => {
  const rows = (await audited()).length;
  const { version } = await Settings.current("returns");
  const both = await Promise.allSettled(
    (["always", "never"] as const).map((refundDelivery) =>
      Settings.change("returns", { refundDelivery }, { ...by(), seen: version }),
    ),
  );
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: refusal }]);
  await expect(
    Settings.change("returns", { refundDelivery: "eu" }, { ...by(), seen: version }),
  ).rejects.toMatchObject(refusal);
  expect(await audited()).toHaveLength(rows + 1);
  expect(await Settings.current("returns")).toMatchObject({ version: 1 });
});

test("a value that is none of the rules is refused", async () => {
  const wrong = { refundDelivery: "sometimes" } as unknown as { refundDelivery: "eu" };
  await expect(Settings.change("returns", wrong, by())).rejects.toThrow("Choose one of the rules.");
  expect(await Settings.read("returns")).toEqual({ refundDelivery: "eu" });
});
