import { type AddressInfo, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Resource } from "sst";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { eventually } from "#test/eventually";
import { logged } from "#test/output";
import { type RedisStandIn, startRedis } from "#test/redis";
import { jittered } from "./expiry";

type Process = { Cache: typeof import("./index"); close: () => void };

/** Loads the module as another process does: with its own memory, loads in progress and connection. */
async function process(): Promise<Process> {
  vi.resetModules();
  const { Cache } = await import("./index");
  const { close } = await import("./redis");
  processes.push({ Cache, close });
  return { Cache, close };
}
const processes: Process[] = [];

/** Returns a slow load that counts how often it ran. */
function source(milliseconds = 50) {
  const read = { times: 0, value: "first" };
  const load = async () => {
    read.times++;
    const { value } = read;
    await delay(milliseconds);
    return { value, at: read.times };
  };
  return { read, load };
}

const link = (url: string) => Object.assign(Resource.Cache, { url });
const many = <Answer>(n: number, ask: (i: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: n }, (_, i) => ask(i)));

afterEach(() => {
  for (const { close } of processes.splice(0)) close();
  link("");
});

describe("in one process, without a shared cache", () => {
  test("1,000 misses of one key cause one load, and each caller gets its own copy", async () => {
    const { Cache } = await process();
    const { read, load } = source();
    const answers = await many(1_000, () => Cache.through({ key: "mugs", seconds: 60, load }));
    expect(read.times).toBe(1);
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set(["first"]));
    expect(answers[0]).not.toBe(answers[1]);
    await Cache.through({ key: "mugs", seconds: 60, load });
    expect(read.times).toBe(1);
    await Cache.through({ key: "cups", seconds: 60, load });
    expect(read.times).toBe(2);
  });

  test("a value ends with its time", async () => {
    const { Cache } = await process();
    const { read, load } = source(0);
    const ask = (key: string, seconds: number) => Cache.through({ key, seconds, load });
    await ask("mugs", 60);
    await ask("mugs", 60);
    expect(read.times).toBe(1);
    await ask("cups", 0.2);
    await delay(250);
    await ask("cups", 0.2);
    expect(read.times).toBe(3);
  });

  test("a dropped key is loaded again, also when it was being loaded", async () => {
    const { Cache } = await process();
    const { read, load } = source();
    const ask = () => Cache.through({ key: "mugs", seconds: 60, load });
    const early = ask();
    read.value = "second";
    await Cache.drop(["mugs"]);
    expect(await ask()).toMatchObject({ value: "second" });
    expect(await early).toMatchObject({ value: "first" });
    expect(await ask()).toMatchObject({ value: "second" });
    expect(read.times).toBe(2);
  });

  test("the load of an exact value is shared, and the value never cached", async () => {
    const { Cache } = await process();
    const { read, load } = source();
    const ask = () => Cache.through({ key: "mugs", seconds: 60, load, exact: true });
    await many(100, ask);
    expect(read.times).toBe(1);
    await ask();
    expect(read.times).toBe(2);
  });

  test("a failed load rejects for all who wait, and is not cached", async () => {
    const { Cache } = await process();
    let times = 0;
    const load = async () => {
      if (++times === 1) throw new Error("The table is busy.");
      return "here";
    };
    const ask = () => Cache.through({ key: "mugs", seconds: 60, load });
    const answers = await Promise.allSettled([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(await ask()).toBe("here");
  });

  test("a load that never ends delays only the requests of its first ten seconds", async () => {
    const { Cache } = await process();
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now());
    onTestFinished(() => clock.mockRestore());
    let times = 0;
    const load = () => (++times === 1 ? new Promise<string>(() => undefined) : Promise.resolve("here"));
    const ask = () => Cache.through({ key: "mugs", seconds: 60, load });
    for (let i = 0; i < 2; i++) void ask();
    expect(times).toBe(1);
    clock.mockReturnValue(performance.now() + 10_000);
    expect(await many(2, ask)).toEqual(["here", "here"]);
    expect(times).toBe(2);
  });

  test("values that were cached together do not end together", () => {
    const lives = Array.from({ length: 1_000 }, () => jittered(300));
    expect(Math.max(...lives)).toBeLessThanOrEqual(300);
    expect(Math.min(...lives)).toBeGreaterThanOrEqual(240);
    expect(Math.max(...lives) - Math.min(...lives)).toBeGreaterThan(50);
  });
});

describe("with a shared cache", () => {
  let redis: RedisStandIn;
  beforeEach(async () => {
    redis = await startRedis();
    link(redis.url);
  });
  afterEach(() => redis.stop());

  test("1,000 misses of one key in four processes cause one load", async () => {
    const all = [await process(), await process(), await process(), await process()];
    const { read, load } = source();
    const answers = await many(1_000, (i) =>
      (all[i % 4] as Process).Cache.through({ key: "mugs", seconds: 60, load, exact: true }),
    );
    expect(answers).toHaveLength(1_000);
    expect(read.times).toBe(1);
    const late = await process();
    expect(await late.Cache.through({ key: "mugs", seconds: 60, load })).toMatchObject({ value: "first" });
    expect(read.times).toBe(1);
  });

  test("values end a little apart", async () => {
    const { Cache } = await process();
    const { load } = source(0);
    await many(50, (i) => Cache.through({ key: `mug-${i}`, seconds: 300, load }));
    const ends = [...redis.held()]
      .filter(([name]) => name.endsWith(":value"))
      .map(([, { endsAt }]) => endsAt);
    expect(ends).toHaveLength(50);
    expect(Math.max(...ends) - Math.min(...ends)).toBeGreaterThan(20_000);
    expect(Math.max(...ends)).toBeLessThanOrEqual(Date.now() + 300_000);
  });

  test("a frequently read key is renewed before it ends, by one process at a time", async () => {
    const all = [await process(), await process()];
    const { read, load } = source(20);
    const startedAt = performance.now();
    const askAll = async (i: number) => {
      while (read.times < 4) {
        await (all[i % 2] as Process).Cache.through({ key: "mugs", seconds: 0.5, load });
        await delay(5);
      }
    };
    await many(8, askAll);
    // The first load is immediate, each further one some time after the last, and never two at a time.
    expect(performance.now() - startedAt).toBeGreaterThan(3 * 100);
    expect(read.times).toBe(4);
  });

  test("a key that one process drops is loaded again by the others", async () => {
    const [reader, writer] = [await process(), await process()];
    const { read, load } = source(0);
    const ask = () => reader.Cache.through({ key: "mugs", seconds: 60, load });
    await ask();
    read.value = "second";
    expect(await ask()).toMatchObject({ value: "first" });
    await writer.Cache.drop(["mugs", "cups"]);
    expect(await ask()).toMatchObject({ value: "second" });
    expect(read.times).toBe(2);
  });

  test("a value that was read before a drop and stored after it is ignored", async () => {
    const [slow, writer, reader] = [await process(), await process(), await process()];
    const { read, load } = source(100);
    const early = slow.Cache.through({ key: "mugs", seconds: 60, load });
    await eventually(() => expect(read.times).toBe(1));
    read.value = "second";
    await writer.Cache.drop(["mugs"]);
    const ask = () => reader.Cache.through({ key: "mugs", seconds: 60, load });
    expect(await ask()).toMatchObject({ value: "second" }); // without waiting for the earlier load
    expect(await early).toMatchObject({ value: "first" });
    expect(await ask()).toMatchObject({ value: "second" });
    expect(read.times).toBe(2);
  });

  test("after a failed load the next one starts at once", async () => {
    const [one, two] = [await process(), await process()];
    const failing = one.Cache.through({
      key: "mugs",
      seconds: 60,
      load: async () => {
        await delay(50);
        throw new Error("The table is busy.");
      },
    });
    const startedAt = performance.now();
    const other = two.Cache.through({ key: "mugs", seconds: 60, load: async () => "here" });
    await expect(failing).rejects.toThrow("The table is busy.");
    expect(await other).toBe("here");
    expect(performance.now() - startedAt).toBeLessThan(4_000); // its lock would last five
  });

  test("an entry that another program has written is loaded again", async () => {
    const { Cache } = await process();
    const ask = () => Cache.through({ key: "mugs", seconds: 60, load: async () => "here" });
    await ask();
    for (const row of redis.held().values()) row.text = "not ours";
    await Cache.drop(["cups"]);
    expect(await ask()).toBe("here");
  });

  test("without its cache the shop works, and logs that once", async () => {
    const { Cache } = await process();
    const { read, load } = source(0);
    await redis.stop();
    const lines = await logged(async () => {
      for (let i = 0; i < 20; i++)
        expect(await Cache.through({ key: `mug-${i}`, seconds: 60, load })).toMatchObject({ value: "first" });
    });
    expect(read.times).toBe(20);
    expect(lines.filter((line) => line.includes("cache.unreachable"))).toHaveLength(1);
    await expect(Cache.drop(["mugs"])).rejects.toThrow("The cache does not respond.");
  });

  test("a cache that hangs delays one reader for a moment, and the next ones not at all", async () => {
    const { Cache } = await process();
    const { load } = source(0);
    const ask = (key: string) => Cache.through({ key, seconds: 60, load });
    await ask("mugs");
    redis.hang(true);
    const heard = () => redis.commands.length;
    const [before, startedAt] = [heard(), performance.now()];
    await ask("cups");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const after = heard();
    expect(after).toBe(before + 1);
    // The pause lasts a second, in which a slow machine may not ask three times.
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now());
    onTestFinished(() => clock.mockRestore());
    for (let i = 0; i < 3; i++) await ask(`mug-${i}`);
    expect(heard()).toBe(after);
  });

  test("a connection that is closed while it opens delays no one and breaks nothing", async () => {
    link(redis.url.replace("redis://", "redis://shop:secret@")); // it opens once the password is accepted
    redis.hang(true);
    const { Cache, close } = await process();
    const answer = Cache.through({ key: "mugs", seconds: 60, load: async () => "here" });
    await eventually(() => expect(redis.commands).toHaveLength(1));
    close();
    expect(await answer).toBe("here");
  });

  test("a cache that responds again is used again", async () => {
    const { Cache } = await process();
    const { read, load } = source(0);
    const ask = () => Cache.through({ key: "mugs", seconds: 60, load });
    redis.hang(true);
    await ask();
    redis.hang(false);
    await delay(1_100);
    await ask();
    await ask();
    expect(read.times).toBe(2);
  });

  test("a rediss:// address is contacted over TLS only", async () => {
    const heard: Buffer[] = [];
    const server = createServer((socket) => {
      socket
        .on("error", () => undefined)
        .once("data", (data) => {
          heard.push(data);
          socket.destroy();
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    link(`rediss://shop:hunter2-secret@127.0.0.1:${(server.address() as AddressInfo).port}`);
    const { Cache } = await process();
    expect(await Cache.through({ key: "mugs", seconds: 60, load: async () => "here" })).toBe("here");
    expect(heard[0]?.[0]).toBe(0x16); // a handshake
    expect(Buffer.concat(heard).includes("hunter2")).toBe(false);
    await new Promise((resolve) => server.close(resolve));
  });

  test("a password in the address is used and not logged", async () => {
    link(redis.url.replace("redis://", "redis://shop:hunter2-secret@"));
    const { Cache } = await process();
    const lines = await logged(async () => {
      await Cache.through({ key: "mugs", seconds: 60, load: async () => 1 });
      await redis.stop();
      await Cache.through({ key: "cups", seconds: 60, load: async () => 1 });
    });
    expect(redis.commands[0]).toEqual(["AUTH", "shop", "hunter2-secret"]);
    expect(lines.join()).not.toContain("hunter2");
  });
});
