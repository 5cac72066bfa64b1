import { build as buildPages } from "../building";
import { seedIfEmpty } from "../seeding";
import { openOwn } from "./serve";

/** Builds the shop's pages from the catalog of this data folder. */
export async function build(): Promise<number> {
  const cloud = await openOwn(({ source, text }) => {
    if (source === "build" || source === "seed") console.log(text);
  });
  try {
    await seedIfEmpty(cloud);
    await buildPages(cloud);
    return 0;
  } finally {
    await cloud.stop();
  }
}
