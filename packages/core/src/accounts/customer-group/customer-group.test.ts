import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Customer } from "@securecart/core/customer";
import { CustomerGroup } from "@securecart/core/customer-group";
import { Id } from "@securecart/core/id";
import { Privacy } from "@securecart/core/privacy";
import { expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { customer } from "#test/customers";
import { unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const code = (name: string) => expect.objectContaining({ code: name });

async function group(name = `Group ${unique()}`) {
  const { groupId } = await Admin.createGroup({ name, description: "", ...by() });
  return { groupId, name };
}

const groupsOf = async (customerId: string) => [...((await Customer.byId({ customerId }))?.groups ?? [])];
const membersOf = async (groupId: string) => (await CustomerGroup.byId({ groupId }))?.members;

test("a customer is added by email address, once, and removed", async () => {
  const [{ groupId }, { customerId, email }] = [await group(), await customer()];
  const add = () => Admin.addToGroup({ groupId, emails: [` ${email.toUpperCase()}`], ...by() });
  expect(await add()).toEqual({ added: 1, present: 0, refused: [] });
  expect(await add()).toEqual({ added: 0, present: 1, refused: [] });
  expect(await groupsOf(customerId)).toEqual([groupId]);
  expect(await CustomerGroup.customersOf({ groupId })).toMatchObject({
    rows: [{ customerId, email }],
    next: null,
  });
  await Admin.removeFromGroup({ groupId, customerId, ...by() });
  await Admin.removeFromGroup({ groupId, customerId, ...by() });
  expect(await groupsOf(customerId)).toEqual([]);
  expect(await membersOf(groupId)).toBe(0);
  expect((await CustomerGroup.customersOf({ groupId })).rows).toEqual([]);
});

test("adding and removing a customer each has one audit row", async () => {
  const [{ groupId, name }, { customerId, email }] = [await group(), await customer()];
  const request = { groupId, emails: [email], ...by() };
  await Admin.addToGroup(request);
  await Admin.addToGroup(request);
  await Admin.removeFromGroup({ groupId, customerId, ...by() });
  const { rows } = await Audit.list({ subject: `customer:${customerId}` });
  expect(rows.map(({ action, note }) => [action, note])).toEqual([
    ["customer_group.remove", name],
    ["customer_group.add", name],
  ]);
});

test("an address without an account is named, and the others are added", async () => {
  const [{ groupId }, { email }] = [await group(), await customer()];
  const unknown = `${randomUUID()}@example.com`;
  expect(await Admin.addToGroup({ groupId, emails: [unknown, email], ...by() })).toEqual({
    added: 1,
    present: 0,
    refused: [{ email: unknown, why: "no account has this address" }],
  });
});

test("a customer is in ten groups at most, also with simultaneous additions", async () => {
  const { customerId } = await customer();
  const groups = await Promise.all(Array.from({ length: 12 }, () => group()));
  for (const { groupId } of groups.slice(0, 8)) await CustomerGroup.add({ groupId, customerId });
  const adding = await Promise.allSettled(
    groups.slice(8).map(({ groupId }) => CustomerGroup.add({ groupId, customerId })),
  );
  expect(adding.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect(await groupsOf(customerId)).toHaveLength(10);
});

test("an archived group takes nobody and does not count until it is restored", async () => {
  const [{ groupId }, { customerId }, other] = [await group(), await customer(), await customer()];
  await CustomerGroup.add({ groupId, customerId });
  await Admin.archiveGroup({ groupId, seen: 1, ...by() });
  await expect(CustomerGroup.add({ groupId, customerId: other.customerId })).rejects.toEqual(
    code("customer_group.archived"),
  );
  await expect.poll(() => CustomerGroup.inUse({ groupIds: [groupId] }), { timeout: 5_000 }).toEqual([]);
  await Admin.restoreGroup({ groupId, seen: 2, ...by() });
  await expect
    .poll(() => CustomerGroup.inUse({ groupIds: [groupId] }), { timeout: 5_000 })
    .toEqual([groupId]);
  expect(await membersOf(groupId)).toBe(1);
});

test("a group that someone else has changed is not overwritten, and a name is not given twice", async () => {
  const [{ groupId, name }, other] = [await group(), await group()];
  await Admin.changeGroup({ groupId, seen: 1, name: `${name} B`, description: "Friends", ...by() });
  await expect(Admin.changeGroup({ groupId, seen: 1, name, description: "", ...by() })).rejects.toEqual(
    code("customer_group.changed_meanwhile"),
  );
  await expect(group(other.name.toLowerCase())).rejects.toEqual(code("customer_group.exists"));
  expect(await CustomerGroup.byId({ groupId })).toMatchObject({
    name: `${name} B`,
    description: "Friends",
    version: 2,
  });
});

test("the export of personal data names the groups, and an erasure leaves them", async () => {
  const [{ groupId, name }, { customerId }] = [await group(), await customer()];
  await CustomerGroup.add({ groupId, customerId });
  expect((await Privacy.exportAll({ customerId })).profile.groups).toEqual([name]);
  expect(await CustomerGroup.forget({ customerId })).toEqual({ groupmember: 1 });
  expect(await CustomerGroup.forget({ customerId })).toEqual({ groupmember: 0 });
  expect(await membersOf(groupId)).toBe(0);
  expect((await CustomerGroup.customersOf({ groupId })).rows).toEqual([]);
});

test("the list of groups costs one request, a group with its customers three", async () => {
  const [{ groupId }, { customerId }] = [await group(), await customer()];
  await CustomerGroup.add({ groupId, customerId });
  expect(await requestsOf(() => CustomerGroup.all())).toHaveLength(1);
  expect(
    await requestsOf(() =>
      Promise.all([CustomerGroup.byId({ groupId }), CustomerGroup.customersOf({ groupId })]),
    ),
  ).toHaveLength(3);
  expect(await requestsOf(() => CustomerGroup.inUse({ groupIds: [] }))).toEqual([]);
});

test("a group that does not exist takes nobody", async () => {
  const { customerId } = await customer();
  await expect(CustomerGroup.add({ groupId: Id.create("group"), customerId })).rejects.toEqual(
    code("customer_group.unknown"),
  );
});
