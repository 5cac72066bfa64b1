import { vi } from "vitest";

/** Returns the lines that this process writes to its log while `work` runs. */
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

/** Counts the metrics about an order in lines of a log, by name. */
export function figures(lines: string[], orderId: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    if (!line.includes('"_aws"') || !line.includes(orderId)) continue;
    const name = String(JSON.parse(line)._aws.CloudWatchMetrics[0].Metrics[0].Name);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
