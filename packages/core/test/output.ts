import { vi } from "vitest";

/** Everything that this process writes to its log while `work` runs, as lines. */
export async function logged(work: () => Promise<unknown>): Promise<string[]> {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return written.join("").split("\n").filter(Boolean);
}

/** The figures about an order among lines of a log: how often each was said. */
export function figures(lines: string[], orderId: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    if (!line.includes('"_aws"') || !line.includes(orderId)) continue;
    const name = String(JSON.parse(line)._aws.CloudWatchMetrics[0].Metrics[0].Name);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
