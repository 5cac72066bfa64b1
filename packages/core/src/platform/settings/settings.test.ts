import { randomUUID } from "node:crypto";
import { Audit } from "@securecart/core/audit";
import { Settings } from "@securecart/core/settings";
import { expect, test } from "vitest";
import { unique } from "#test/fixtures";
import { SettingEntity } from "./setting.entity";

const ada = { actor: "staff:ada@example.com" };
const by = () => ({ ...ada, requestId: randomUUID() });
const refusal = { code: "settings.changed" };

/** Adds a group of the same shape that no other test reads. */
function newGroup() {
  const group = unique() as "returns";
  Object.assign(Settings.groups, { [group]: Settings.groups.returns });
  return group;
}

const auditOf = async (group: string) => (await Audit.list({ subject: `settings:${group}` })).rows;

test("a group without a row has its defaults", async () => {
  const group = newGroup();
  expect(await Settings.read(group)).toEqual({ refundDelivery: "eu" });
  expect(await Settings.current(group)).toEqual({ value: { refundDelivery: "eu" }, version: 0 });
});

test("a row from before a setting existed has the default of that setting", async () => {
  const group = newGroup();
  await SettingEntity.create({ group, value: {}, version: 3, ...ada }).go();
  expect(await Settings.current(group)).toEqual({ value: { refundDelivery: "eu" }, version: 3 });
});

test("a change takes effect at the next read and is audited with before and after", async () => {
  const group = newGroup();
  await Settings.change(group, { refundDelivery: "always" }, by());
  expect(await Settings.read(group)).toEqual({ refundDelivery: "always" });
  await Settings.change(group, { refundDelivery: "never" }, by());
  expect(await Settings.current(group)).toEqual({ value: { refundDelivery: "never" }, version: 2 });
  expect(await auditOf(group)).toMatchObject([
    { action: "settings.change", ...ada, before: { refundDelivery: "always" } },
    { action: "settings.change", before: { refundDelivery: "eu" }, after: { refundDelivery: "always" } },
  ]);
});

test("the same request twice, also at once, changes once and is audited once", async () => {
  const group = newGroup();
  const same = by();
  const change = () => Settings.change(group, { refundDelivery: "never" }, same);
  await Promise.all([change(), change()]);
  await Settings.change(group, { refundDelivery: "always" }, by());
  await change();
  expect(await Settings.current(group)).toEqual({ value: { refundDelivery: "always" }, version: 2 });
  expect(await auditOf(group)).toHaveLength(2);
});

test("of two who change the same version, one is refused and leaves no audit row", async () => {
  const group = newGroup();
  const { version } = await Settings.current(group);
  const both = await Promise.allSettled(
    (["always", "never"] as const).map((refundDelivery) =>
      Settings.change(group, { refundDelivery }, { ...by(), seen: version }),
    ),
  );
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: refusal }]);
  await expect(
    Settings.change(group, { refundDelivery: "eu" }, { ...by(), seen: version }),
  ).rejects.toMatchObject(refusal);
  expect(await auditOf(group)).toHaveLength(1);
  expect(await Settings.current(group)).toMatchObject({ version: 1 });
});

test("an unknown value is rejected", async () => {
  const group = newGroup();
  const wrong = { refundDelivery: "sometimes" } as unknown as { refundDelivery: "eu" };
  await expect(Settings.change(group, wrong, by())).rejects.toThrow("Choose one of the rules.");
  expect(await Settings.read(group)).toEqual({ refundDelivery: "eu" });
});
