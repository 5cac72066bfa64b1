import { openCountedShop } from "../e2e/counted-shop";
import { budgets, countRequests, type Measure } from "../e2e/requests";
import { report } from "./report";

/** What each page asks the table. */
export async function measureRequests(): Promise<void> {
  const shop = await openCountedShop(process.env);
  try {
    for (const [name, operations] of Object.entries(await countRequests(shop)))
      report(`table requests: ${name}`, operations.length, "requests", { atMost: budgets[name as Measure] });
  } finally {
    await shop.stop();
  }
}
