import { demoIndex } from "../packages/core/test/demo-index";
import { gainOf, judged, mean } from "../packages/local/src/seed/relevance";
import { percentile, report } from "./report";

/** Products of the large index, and times that each judged search is answered on it. */
const size = 10_000;
const rounds = 3;

/** Measures how well the judged searches find the products of the demo shop, and what they cost in a large one. */
export async function measureRelevance(): Promise<void> {
  const demo = await demoIndex();
  const gains = judged.map((one) => gainOf(demo.slugs(one.typed), one));
  demo.close();
  report("search, judged searches", gains.length, "searches");
  report("search, relevance, nDCG@10", mean(gains), "", { atLeast: 0.85 });

  const large = await demoIndex({ size });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const { typed } of judged) {
      const before = process.cpuUsage();
      large.ask({ q: typed });
      const { user, system } = process.cpuUsage(before);
      if (round > 0) times.push((user + system) / 1000);
    }
  }
  large.close();
  report("search, CPU of an answer at 10,000 products, p95", percentile(times, 0.95), "ms", { atMost: 20 });
}
