import { expect, test } from "vitest";
import { limitedText } from "./limited-text";

/** Returns a body without end, and how many chunks were read of it. */
function endless() {
  const read = { chunks: 0, isCanceled: false };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      read.chunks++;
      controller.enqueue(new Uint8Array(1_000));
    },
    cancel() {
      read.isCanceled = true;
    },
  });
  return { body, read };
}

test("a body is read as text, also when a character is cut between two chunks", async () => {
  const [first, second] = [new Uint8Array([0x63, 0xc3]), new Uint8Array([0xa9])];
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(first);
      controller.enqueue(second);
      controller.close();
    },
  });
  expect(await limitedText({ body }, 3)).toBe("cé");
  expect(await limitedText({ body: null }, 3)).toBe("");
});

test("a body without end is left after the most that is allowed", async () => {
  const { body, read } = endless();
  expect(await limitedText({ body }, 10_000)).toBeNull();
  expect(read.chunks).toBeLessThan(15);
  expect(read.isCanceled).toBe(true);
});
