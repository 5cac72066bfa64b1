import { vi } from "vitest";

/** Waits until something holds. A busy machine takes its time; what holds at once costs none. */
export const eventually = <Answer>(holds: () => Answer | Promise<Answer>) =>
  vi.waitFor(holds, { timeout: 30_000, interval: 50 });
