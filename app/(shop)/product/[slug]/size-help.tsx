import type { Product } from "@securecart/core/catalog";
import { Link } from "#app/_components/link";
import { content } from "#app/_lib/cached";

type SizeHelpProps = { product: Pick<Product, "details">; values: string[] };

/** Slug of the page of a merchant that tells how sizes are measured. */
const guideSlug = "size-guide";

/**
 * Renders help with a size: what the product's details say about size and fit and, for sizes that are worn, the merchant's
 * page about them; nothing without either.
 */
export async function SizeHelp({ product, values }: SizeHelpProps) {
  const { pages } = await content();
  const told = product.details.filter(({ label }) => /^(sizes?|fit|measurements|dimensions)$/i.test(label));
  const guide = values.some(isWorn) && pages.find(({ slug }) => slug === guideSlug);
  if (told.length === 0 && !guide) return null;
  return (
    <details className="mt-1 text-sm">
      <summary className="inline-flex min-h-11 items-center text-link lg:min-h-8">Size help</summary>
      <div className="grid gap-1 pb-1 text-muted">
        {told.map(({ label, value }) => (
          <p key={label}>
            {label}: {value}
          </p>
        ))}
        {guide && (
          <p>
            <Link href={`/pages/${guide.slug}`} className="text-link">
              {guide.title}
            </Link>
          </p>
        )}
      </div>
    </details>
  );
}

/** Tells whether a size is one of clothing or shoes: "M", "XXL", "42", "36–39". */
const isWorn = (size: string) => /^(X{0,3}[SL]|M|\d{2}(\.5)?([–-]\d{2})?)$/i.test(size);
