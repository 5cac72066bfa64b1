import { Catalog, type Category } from "@securecart/core/catalog";
import { RichText } from "@securecart/core/rich-text";
import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { JsonLd } from "../_components/json-ld";
import { Link } from "../_components/link";
import { OrganizationData } from "../_components/organization-data";
import { Picture } from "../_components/picture";
import { ProductGrid } from "../_components/product-card";
import { buttonClasses } from "../_components/ui/button";
import { categories, featured, shopName } from "../_lib/cached";

export const revalidate = 300;

const description = "Well-made things for home, kitchen and travel, chosen one by one.";

export const metadata: Metadata = { description, alternates: { canonical: "/" } };

export default async function HomePage() {
  const [tree, cards, name] = await Promise.all([categories(), featured(), shopName()]);
  const all = Catalog.childrenOf(tree, "");
  const [hero] = all;
  return (
    <>
      <section className="grid items-center gap-8 overflow-hidden rounded-card bg-sunken md:grid-cols-2">
        <div className="px-6 pt-10 md:px-12 md:py-16">
          <h1 className="text-4xl md:text-5xl">Fewer things, better made.</h1>
          <p className="mt-4 max-w-prose text-lg text-muted">{description}</p>
          <Link
            href={hero ? `/category/${hero.address}` : "/search"}
            className={buttonClasses("primary", "mt-6")}
          >
            {hero ? `Shop ${hero.name}` : "See all products"}
          </Link>
        </div>
        {hero && (
          <Picture
            image={hero.image}
            alt=""
            first
            sizes="(min-width: 78rem) 37rem, (min-width: 48rem) 50vw, 100vw"
            className="aspect-[4/3] h-full w-full object-cover"
          />
        )}
      </section>
      {all.length > 0 && <Categories categories={all} />}
      {cards.length > 0 && (
        <section aria-labelledby="featured" className="mt-16">
          <h2 id="featured" className="mb-6 text-2xl">
            Featured
          </h2>
          <ProductGrid cards={cards} heading="h3" />
        </section>
      )}
      <OrganizationData />
      <JsonLd
        data={{
          "@type": "WebSite",
          name,
          url: Shop.url(),
          potentialAction: {
            "@type": "SearchAction",
            target: `${Shop.url()}/search?q={search_term_string}`,
            "query-input": "required name=search_term_string",
          },
        }}
      />
    </>
  );
}

function Categories({ categories: all }: { categories: Category[] }) {
  return (
    <section aria-labelledby="categories" className="mt-16">
      <h2 id="categories" className="mb-6 text-2xl">
        Categories
      </h2>
      <ul className="grid grid-cols-2 gap-4 sm:gap-6 lg:grid-cols-4">
        {all.map(({ slug, address, name, image, description: about }) => (
          <li key={slug} className="group relative grid content-start gap-2">
            <div className="overflow-hidden rounded-card">
              <Picture
                image={image}
                alt=""
                sizes="(min-width: 64rem) 18rem, 48vw"
                className="aspect-[4/3] w-full object-cover transition-transform duration-300 group-hover:scale-[1.03]"
              />
            </div>
            <h3 className="font-sans text-base font-medium">
              <Link
                href={`/category/${address}`}
                className="underline-offset-4 before:absolute before:inset-0 before:z-1 before:rounded-card before:content-[''] group-hover:underline focus-visible:outline-none focus-visible:before:outline-3 focus-visible:before:outline-offset-4 focus-visible:before:outline-accent"
              >
                {name}
              </Link>
            </h3>
            <p className="hidden text-sm text-muted sm:block">{RichText.summary(about, 160)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
