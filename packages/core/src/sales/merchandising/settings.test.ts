import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Merchandising } from "@securecart/core/merchandising";
import { Revalidation } from "@securecart/core/revalidation";
import { Resource } from "sst";
import { expect, test } from "vitest";

test("a change of the settings expires the pages that show the group", async () => {
  const asked: string[][] = [];
  const storefront = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const signature = request.headers["x-securecart-signature"];
    asked.push(Revalidation.verify(body, String(signature)).tags);
    response.end("{}");
  });
  await new Promise<void>((done) => storefront.listen(0, "127.0.0.1", done));
  const { url } = Resource.Shop;
  Object.assign(Resource.Shop, { url: `http://127.0.0.1:${(storefront.address() as AddressInfo).port}` });
  try {
    await Merchandising.publish({ group: "identity" }, "settings.changed");
  } finally {
    Object.assign(Resource.Shop, { url });
    storefront.close();
    storefront.closeAllConnections();
  }
  expect(asked).toEqual([["settings", "settings:identity"]]);
});
