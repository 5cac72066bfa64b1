import { Entity } from "electrodb";
import { afterEach, expect, test, vi } from "vitest";
import { Dynamo, indexes } from "../dynamo";
import { Lease } from "./index";

const Row = new Entity(
  {
    model: { service: "securecart", entity: "leasetest", version: "1" },
    attributes: {
      id: { type: "string", required: true },
      leaseUntil: { type: "string" },
      result: { type: "string" },
    },
    indexes: {
      byId: {
        pk: { field: indexes.primary.pk, composite: ["id"] },
        sk: { field: indexes.primary.sk, composite: [] },
      },
    },
  },
  Dynamo.config(),
);

let ids = 0;

/** Creates a row and returns what does work under a lease on it. */
async function row() {
  const id = `lease-${process.pid}-${Date.now()}-${++ids}`;
  await Row.create({ id }).go();
  const read = async () => (await Row.get({ id }).go({ consistent: true })).data;
  const once = (work: () => Promise<string>) =>
    Lease.once(
      {
        name: `The work of ${id}`,
        take: () =>
          Row.patch({ id })
            .set({ leaseUntil: Lease.end() })
            .where((at, is) => `${is.notExists(at.result)} AND ${Lease.isFree(at.leaseUntil, is)}`)
            .go(),
        isDone: async () => (await read())?.result !== undefined,
        finish: (result) => Row.patch({ id }).set({ result }).go(),
        release: () => Row.patch({ id }).remove(["leaseUntil"]).go(),
      },
      work,
    );
  return { id, read, once };
}

afterEach(() => vi.useRealTimers());

test("of twenty processes one does the work, and later ones find it done", async () => {
  const { once, read } = await row();
  const work = vi.fn(async () => "sent");
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => once(work)));
  expect(work).toHaveBeenCalledTimes(1);
  expect(all.filter((one) => one.status === "fulfilled" && one.value === "sent")).toHaveLength(1);
  expect(await once(work)).toBeNull();
  expect(await read()).toMatchObject({ result: "sent" });
  expect(work).toHaveBeenCalledTimes(1);
});

test("work that fails releases the lease", async () => {
  const { once } = await row();
  await expect(once(() => Promise.reject(new Error("The printer is on fire.")))).rejects.toThrow("on fire");
  expect(await once(async () => "sent")).toBe("sent");
});

test("the lease of a process that died ends after a minute", async () => {
  const { id, once } = await row();
  await Row.patch({ id }).set({ leaseUntil: Lease.end() }).go();
  await expect(once(async () => "sent")).rejects.toThrow("another process");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (Lease.seconds + 1) * 1000 });
  expect(await once(async () => "sent")).toBe("sent");
});

test("a row that is deleted during the work stays deleted", async () => {
  const { id, once, read } = await row();
  expect(
    await once(async () => {
      await Row.delete({ id }).go();
      return "sent";
    }),
  ).toBe("sent");
  expect(await read()).toBeNull();
});
