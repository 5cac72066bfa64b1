import { gzipSync } from "node:zlib";
import { report } from "./report";

type Places = { shop: string; bare: string; productPath: string };

/** What a first visit downloads, compressed as a server sends it. */
export async function measureWeight({ shop, bare, productPath }: Places): Promise<void> {
  const html = await textOf(shop + productPath);
  report("product page, HTML gzip", kilobytes(html), "kB", { atMost: 15 });
  const [ours, theirs] = [await scripts(shop, html), await scripts(bare, await textOf(bare))];
  report("bare Next page, JavaScript gzip", theirs, "kB");
  report("product page, JavaScript gzip above a bare Next page", ours - theirs, "kB", { atMost: 35 });
}

/** All scripts a page names, without those for browsers that know no modules. */
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
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return answer.text();
}

const kilobytes = (text: string) => gzipSync(text).length / 1000;
