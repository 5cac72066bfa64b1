import { demoIndex } from "../packages/core/test/demo-index";
import { gainOf, judged, mean } from "../packages/local/src/seed/relevance";
import { report } from "./report";

/** Measures how well the judged searches find the products of the demo shop. */
export async function measureRelevance(): Promise<void> {
  const demo = await demoIndex();
  const gains = judged.map((one) => gainOf(demo.slugs(one.typed), one));
  demo.close();
  report("search, judged searches", gains.length, "searches");
  report("search, relevance, nDCG@10", mean(gains), "", { atLeast: 0.85 });
}
