import { measureAccounts } from "./account";
import { measureAdmin } from "./admin";
import { openBareApp } from "./bare-app";
import { measureDomain } from "./domain";
import { measureImport } from "./import";
import { measurePaint } from "./paint";
import { measureRequests } from "./requests";
import { measureThroughput } from "./throughput";
import { measureWeight } from "./weight";

/** Typical product of the demo shop, with options and pictures. */
const productPath = "/product/tidal-stoneware-mug";

export async function measureShop(shop: string): Promise<void> {
  await measureRequests();
  const bare = await openBareApp();
  try {
    await measureWeight({ shop, bare: bare.url, productPath });
    await measureThroughput({ shop, bare: bare.url, productPath });
  } finally {
    await bare.stop();
  }
  await measurePaint(shop, productPath);
  await measureAccounts(shop);
  await measureAdmin(shop);
  await measureDomain(); // late: by now the worker has published the new catalog
  await measureImport(); // last: its products make the catalog larger
}
