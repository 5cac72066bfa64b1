import { connection } from "next/server";
import { absolute, addresses, partSize, sitemapHeaders } from "../_lib/sitemap";

/** Returns the sitemap index, which splits a catalog of any size into parts. */
export async function GET() {
  await connection();
  let count = 0;
  for await (const _ of addresses()) count++;
  const parts = Array.from(
    { length: Math.ceil(count / partSize) },
    (_, index) => `/sitemaps/${index + 1}.xml`,
  );
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...parts.map((part) => `<sitemap><loc>${absolute(part)}</loc></sitemap>`),
    "</sitemapindex>",
  ].join("\n");
  return new Response(xml, { headers: sitemapHeaders });
}
