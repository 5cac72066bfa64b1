import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Due } from "./index";

const now = Date.parse("2026-03-01T12:00:00.000Z");
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const inSeconds = (time: string) => (Date.parse(time) - now) / 1000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([
  [0, 60],
  [100, 60],
  [600, 300],
  [7_200, 3_600],
  [90_000, 3_600],
])("work that waits for %d seconds is due again after %d", (age, pause) => {
  expect(inSeconds(Due.next(ago(age)))).toBe(pause);
});

test("pauses by tries grow along the list, and the last one is repeated", () => {
  const pauses = [60, 300, 1_800];
  expect([0, 1, 2, 3, 50].map((tries) => inSeconds(Due.after(pauses, tries)))).toEqual([
    60, 300, 1_800, 1_800, 1_800,
  ]);
});

test("work is tried for three days, or for as long as it says", () => {
  expect(Due.isOver(ago(Due.giveUpSeconds - 1))).toBe(false);
  expect(Due.isOver(ago(Due.giveUpSeconds))).toBe(true);
  expect(Due.isOver(ago(10), 10)).toBe(true);
  expect(Due.isOver(ago(9), 10)).toBe(false);
});

test("a row that fails is logged and put off, and the rows after it are worked on", async () => {
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const rows: Record<number, string[]> = { 0: ["a", "bad"], 2: ["c"] };
  const [worked, later]: string[][] = [[], []];
  const counts = await Due.sweep({
    read: async (shard) => ({ data: rows[shard] ?? [] }),
    work: async (row) => {
      if (row === "bad") throw new Error("It is broken.");
      worked?.push(row);
    },
    putOff: async (row) => {
      later?.push(row);
      throw new Error("The table is away.");
    },
    failure: (id) => ({ event: "test.sweep_failed", id }),
  });
  expect(counts).toEqual({ swept: 3, failed: 1 });
  expect(worked).toEqual(["a", "c"]);
  expect(later).toEqual(["bad"]);
  const lines = written.mock.calls.map(([line]) => JSON.parse(String(line)));
  expect(lines).toMatchObject([
    { message: "test.sweep_failed", id: "bad", error: "Error: It is broken." },
    { message: "test.sweep_failed", id: "bad", error: "Error: The table is away." },
  ]);
});

test("an index that is not sharded is read once", async () => {
  const read = vi.fn(async () => ({ data: ["only"] }));
  const nothing = async () => undefined;
  const failure = () => ({ event: "test.sweep_failed" });
  expect(await Due.sweep({ read, shards: [0], work: nothing, putOff: nothing, failure })).toEqual({
    swept: 1,
    failed: 0,
  });
  expect(read).toHaveBeenCalledTimes(1);
});
