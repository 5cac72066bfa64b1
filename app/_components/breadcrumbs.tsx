import { Shop } from "@securecart/core/shop";
import { JsonLd } from "./json-ld";
import { Link } from "./link";

export type Crumb = { name: string; path: string };

/** Renders the path to a page; the last crumb is the page itself. */
export function Breadcrumbs({ trail }: { trail: Crumb[] }) {
  const crumbs = [{ name: "Home", path: "/" }, ...trail];
  return (
    <nav aria-label="Breadcrumb" className="text-sm text-muted">
      <ol className="flex flex-wrap gap-x-2">
        {crumbs.map(({ name, path }, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li key={path} className="flex items-center gap-x-2">
              {index > 0 && <span aria-hidden="true">/</span>}
              {last ? (
                <span aria-current="page">{name}</span>
              ) : (
                <Link
                  href={path}
                  className="inline-block py-1 underline-offset-4 hover:text-ink hover:underline"
                >
                  {name}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
      <JsonLd
        data={{
          "@type": "BreadcrumbList",
          itemListElement: crumbs.map(({ name, path }, index) => ({
            "@type": "ListItem",
            position: index + 1,
            name,
            item: new URL(path, Shop.url()).href,
          })),
        }}
      />
    </nav>
  );
}
