import { randomUUID } from "node:crypto";
import { Audit } from "@securecart/core/audit";
import { Dynamo } from "@securecart/core/dynamo";
import { Settings } from "@securecart/core/settings";
import { expect, onTestFinished, test, vi } from "vitest";
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
  expect(await Settings.read(group)).toMatchObject({ refundDelivery: "eu" });
  expect(await Settings.current(group)).toMatchObject({
    value: { refundDelivery: "eu" },
    version: 0,
    last: null,
  });
});

test("a row from before a setting existed has the default of that setting", async () => {
  const group = newGroup();
  await SettingEntity.create({ group, value: {}, version: 3, ...ada }).go();
  expect(await Settings.current(group)).toMatchObject({ value: { refundDelivery: "eu" }, version: 3 });
});

test("a change takes effect at the next read and is audited with before and after", async () => {
  const group = newGroup();
  await Settings.change(group, { refundDelivery: "always" }, by());
  expect(await Settings.read(group)).toMatchObject({ refundDelivery: "always" });
  await Settings.change(group, { refundDelivery: "never" }, by());
  expect(await Settings.current(group)).toMatchObject({ value: { refundDelivery: "never" }, version: 2 });
  expect(await auditOf(group)).toMatchObject([
    { action: "settings.change", ...ada, before: { refundDelivery: "always" } },
    { action: "settings.change", before: { refundDelivery: "eu" }, after: { refundDelivery: "always" } },
  ]);
});

test("the same request twice, also at once, changes once and is audited once", async () => {
  const group = newGroup();
  const same = by();
  const change = () => Settings.change(group, { refundDelivery: "never" }, { ...same, seen: 0 });
  await Promise.all([change(), change()]);
  await Settings.change(group, { refundDelivery: "always" }, by());
  await change();
  expect(await Settings.current(group)).toMatchObject({ value: { refundDelivery: "always" }, version: 2 });
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
  expect(await Settings.read(group)).toMatchObject({ refundDelivery: "eu" });
});

const lastOf = async (group: "returns") => (await Settings.current(group)).last?.auditId ?? "";

test("the last change is undone from its audit row, and an undo as well", async () => {
  const group = newGroup();
  await Settings.change(group, { refundDelivery: "always" }, by());
  await Settings.undo(group, { ...by(), auditId: await lastOf(group) });
  expect(await Settings.current(group)).toMatchObject({ value: { refundDelivery: "eu" }, version: 2 });
  await Settings.undo(group, { ...by(), auditId: await lastOf(group) });
  expect(await Settings.read(group)).toMatchObject({ refundDelivery: "always" });
  expect(await auditOf(group)).toMatchObject([
    { action: "settings.undo", after: { refundDelivery: "always" } },
    { action: "settings.undo", before: { refundDelivery: "always" }, after: { refundDelivery: "eu" } },
    { action: "settings.change" },
  ]);
});

test("an undo is refused when the group was changed since, and the same undo twice acts once", async () => {
  const group = newGroup();
  await Settings.change(group, { refundDelivery: "always" }, by());
  const auditId = await lastOf(group);
  await Settings.change(group, { refundDelivery: "never" }, by());
  await expect(Settings.undo(group, { ...by(), auditId })).rejects.toMatchObject(refusal);
  const same = { ...by(), auditId: await lastOf(group) };
  await Promise.all([Settings.undo(group, same), Settings.undo(group, same)]);
  await Settings.undo(group, same);
  expect(await Settings.current(group)).toMatchObject({ value: { refundDelivery: "always" }, version: 3 });
});

test("a value that is shown is read once a second, and anew after a change by this process", async () => {
  const group = newGroup();
  expect(await Settings.shown(group)).toMatchObject({ refundDelivery: "eu" });
  await SettingEntity.create({ group, value: { refundDelivery: "never" }, version: 1, ...ada }).go();
  expect(await Settings.shown(group)).toMatchObject({ refundDelivery: "eu" });
  await expect
    .poll(() => Settings.shown(group), { timeout: 2_000 })
    .toMatchObject({ refundDelivery: "never" });
  await Settings.change(group, { refundDelivery: "always" }, by());
  expect(await Settings.shown(group)).toMatchObject({ refundDelivery: "always" });
});

test("all groups are read at once, with defaults", async () => {
  expect(await Settings.all()).toMatchObject({
    returns: { refundDelivery: expect.any(String) },
    time: { zone: expect.any(String) },
  });
});

test("a read that fails is tried again by the next caller", async () => {
  const group = newGroup();
  const send = vi.spyOn(Dynamo.client, "send").mockRejectedValueOnce(new Error("The table is busy."));
  onTestFinished(() => send.mockRestore());
  const answers = await Promise.allSettled([Settings.shown(group), Settings.shown(group)]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await Settings.shown(group)).toMatchObject({ refundDelivery: "eu" });
});

test("a read that never ends delays only the callers of its first second", async () => {
  const group = newGroup();
  const send = vi
    .spyOn(Dynamo.client, "send")
    .mockImplementationOnce((() => new Promise(() => undefined)) as typeof Dynamo.client.send);
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => {
    vi.useRealTimers();
    send.mockRestore();
  });
  for (let i = 0; i < 2; i++) void Settings.shown(group);
  expect(send).toHaveBeenCalledTimes(1);
  vi.setSystemTime(Date.now() + 1_000);
  expect(await Settings.shown(group)).toMatchObject({ refundDelivery: "eu" });
});
