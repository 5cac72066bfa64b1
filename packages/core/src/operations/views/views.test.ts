import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Views } from "@securecart/core/views";
import { expect, test } from "vitest";
import { requestsOf } from "#test/accounts";
import { unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const codeOf = (reason: unknown) => (reason as { code?: string }).code;
const list = "products" as const;

const save = (staffId: string, over: { name?: string; isShared?: boolean; query?: string } = {}) =>
  Admin.saveView({
    ...{ list, staffId, name: `View ${unique()}`, query: "status=draft&page=3", isShared: false },
    ...over,
    ...by(),
  });

const idsOf = async (staffId: string) =>
  (await Views.forStaff({ list, staffId })).map(({ viewId }) => viewId);

test("a view is its owner's, a shared one everybody's, without the page of the list", async () => {
  const [ada, grace] = [unique(), unique()];
  const { viewId: own } = await save(ada);
  const { viewId: shared } = await save(ada, { isShared: true });
  expect(await idsOf(ada)).toEqual(expect.arrayContaining([own, shared]));
  expect(await idsOf(grace)).toContain(shared);
  expect(await idsOf(grace)).not.toContain(own);
  const found = (await Views.forStaff({ list, staffId: ada })).find(({ viewId }) => viewId === own);
  expect(found?.query).toBe("status=draft");
});

test("a view is renamed and removed by who saved it, and a shared one by an owner of the shop", async () => {
  const [ada, grace] = [unique(), unique()];
  const { viewId } = await save(ada, { isShared: true });
  const ref = { list, viewId, staffId: grace };
  expect(await Admin.renameView({ ...ref, name: "Mine", ...by() }).catch(codeOf)).toBe("view.unknown");
  expect(await Admin.removeView({ ...ref, ...by() }).catch(codeOf)).toBe("view.unknown");
  const name = `Drafts ${unique()}`;
  await Admin.renameView({ ...ref, staffId: ada, name, ...by() });
  expect((await Views.forStaff({ list, staffId: grace })).map((view) => view.name)).toContain(name);
  await Admin.removeView({ ...ref, isOwner: true, ...by() });
  expect(await idsOf(ada)).not.toContain(viewId);
});

test("two views of one name, one without a filter, and too many are refused", async () => {
  const ada = unique();
  const name = `View ${unique()}`;
  await save(ada, { name });
  expect(await save(ada, { name: name.toUpperCase() }).catch(codeOf)).toBe("view.exists");
  expect(() => save(ada, { query: "page=2" })).toThrow();
  for (let i = 1; i < Views.mostViews; i++) await save(ada);
  expect(await save(ada).catch(codeOf)).toBe("view.too_many");
});

test("the views of a list cost one request, and none while they are cached", async () => {
  const ada = unique();
  await save(ada);
  expect(await requestsOf(() => idsOf(ada))).toHaveLength(1);
  expect(await requestsOf(() => idsOf(ada))).toEqual([]);
});
