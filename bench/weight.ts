import { gzipSync } from "node:zlib";
import { report } from "./report";

type Sites = { shop: string; bare: string; productPath: string };

/** Measures the download of a first visit, compressed as a server sends it. */
export async function measureWeight({ shop, bare, productPath }: Sites): Promise<void> {
  const html = await textOf(shop + productPath);
  report("product page, HTML gzip", kilobytes(html), "kB", { atMost: 15 });
  const [ours, theirs] = [await scripts(shop, html), await scripts(bare, await textOf(bare))];
  report("bare Next page, JavaScript gzip", theirs, "kB");
  report("product page, JavaScript gzip above a bare Next page", ours - theirs, "kB", { atMost: 35 });
}

/** Sums the sizes of a page's scripts in kB, without those for browsers that lack modules. */
async function scripts(origin: string, html: string): Promise<number> {
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(
    ([tag]) => !/nomodule/i.test(tag),
  );
  const paths = new Set(tags.map(([, path = ""]) => path));
  const sizes = await Promise.all(
    [...paths].map(async (path) => kilobytes(await textOf(new URL(path, origin).href))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} responded with ${answer.status}.`);
  return answer.text();
}

const kilobytes = (text: string) => gzipSync(text).length / 1000;
