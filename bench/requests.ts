import { openCountedShop } from "../e2e/counted-shop";
import { budgets, countRequests, type Measure } from "../e2e/requests";
import { report } from "./report";

/** Measures how many requests to the table each page makes. */
export async function measureRequests(): Promise<void> {
  const shop = await openCountedShop(process.env);
  try {
    for (const [name, operations] of Object.entries(await countRequests(shop)))
      report(`table requests: ${name}`, operations.length, "requests", { atMost: budgets[name as Measure] });
  } finally {
    await shop.stop();
  }
}
