import { absolute, addresses, partSize, sitemapHeaders } from "#app/_lib/sitemap";

/** Returns one part of the sitemap: `/sitemaps/1.xml` and so on. */
export async function GET(_request: Request, { params }: RouteContext<"/sitemaps/[part]">) {
  const part = Number(/^([1-9]\d{0,4})\.xml$/.exec((await params).part)?.[1]);
  const entries = part ? await partOf(part) : [];
  if (entries.length === 0)
    return new Response("Not found", { status: 404, headers: { "Cache-Control": "no-store" } });
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    "</urlset>",
  ].join("\n");
  return new Response(xml, { headers: sitemapHeaders });
}

async function partOf(part: number) {
  const entries: string[] = [];
  let index = 0;
  for await (const { path, changed } of addresses()) {
    if (index++ < (part - 1) * partSize) continue;
    const lastmod = changed ? `<lastmod>${changed}</lastmod>` : "";
    entries.push(`<url><loc>${absolute(path)}</loc>${lastmod}</url>`);
    if (entries.length === partSize) break;
  }
  return entries;
}
