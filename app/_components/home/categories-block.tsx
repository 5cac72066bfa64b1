import { Catalog, type Category } from "@securecart/core/catalog";
import type { HomeBlock } from "@securecart/core/content";
import { RichText } from "@securecart/core/rich-text";
import { Link } from "../link";
import { Picture } from "../picture";

type CategoriesBlockProps = {
  block: Extract<HomeBlock, { type: "categories" }>;
  categories: readonly Category[];
};

/** Renders the categories at the top with their pictures; nothing in a shop without categories. */
export function CategoriesBlock({ block: { id, title }, categories }: CategoriesBlockProps) {
  const all = Catalog.childrenOf([...categories], "");
  if (all.length === 0) return null;
  return (
    <section aria-labelledby={`block-${id}`}>
      <h2 id={`block-${id}`} className="mb-6 text-2xl">
        {title}
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
