import { Money } from "@securecart/core/money";
import { Search } from "@securecart/core/search";
import { Text } from "@securecart/core/text";
import type { NextRequest } from "next/server";
import { imageUrl } from "#app/_components/picture";
import type { Suggested } from "#app/_components/search/suggested";
import { productUrl } from "#app/_lib/product-url";
import { linksFor } from "#app/_lib/search-links";

const most = { products: 6, links: 3, characters: 80 };

/** Returns products, categories and pages for what is being typed. Shared caches may store the response for seconds. */
export async function GET(request: NextRequest) {
  const q = Text.cut(Text.clean(request.nextUrl.searchParams.get("q") ?? ""), most.characters);
  if (q === "")
    return Response.json(
      { error: "Send the typed words as q." },
      { status: 400, headers: { "Cache-Control": "no-store" } },
    );
  const [cards, links] = await Promise.all([Search.suggest({ q, limit: most.products }), linksFor(q)]);
  const products = cards.map((card): Suggested => {
    const { from, to, currency } = card.price;
    const price = `${to > from ? "From " : ""}${Money.format(from, currency)}`;
    return {
      href: productUrl(card),
      name: card.name,
      price,
      ...(card.image.key && { image: imageUrl(card.image.key, 320) }),
    };
  });
  return Response.json(
    { products, links: links.slice(0, most.links) },
    { headers: { "Cache-Control": "public, max-age=0, s-maxage=5" } },
  );
}
