import { type AdminPage, adminPages } from "../e2e/requests";
import { milliseconds, percentile, report } from "./report";

const rounds = 10;

/** Number of the slowest pages that are printed. */
const shown = 5;

/** Longest time of a page of the admin, in milliseconds. */
const budget = { atMost: 300 };

/** Measures how long each page of the admin takes at the size of the catalog, and prints the slowest. */
export async function measureAdmin(shop: string): Promise<void> {
  const times: { route: string; time: number }[] = [];
  for (const page of await adminPages(shop)) times.push({ route: page.route, time: await timeOf(page) });
  const slowest = times.toSorted((a, b) => b.time - a.time).slice(0, shown);
  report("admin: pages measured", times.length, "pages");
  for (const { route, time } of slowest) report(`admin: ${route}, p50`, time, "ms", budget);
}

/** Returns the median time of opening a page, once its code and the caches of the process are loaded. */
async function timeOf({ open }: AdminPage): Promise<number> {
  await open();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await milliseconds(open));
  return percentile(times, 0.5);
}
