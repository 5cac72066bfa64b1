import { vi } from "vitest";

/** Waits until an expectation holds, for 30 seconds at most. Returns at once if it holds already. */
export const eventually = <Answer>(holds: () => Answer | Promise<Answer>) =>
  vi.waitFor(holds, { timeout: 30_000, interval: 50 });
