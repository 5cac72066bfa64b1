import { Catalog } from "@securecart/core/catalog";
import { categories } from "../_lib/cached";
import { Link } from "./link";
import { classes } from "./ui/classes";

/** Renders links to the categories at the top, for a page that has nothing else to show. */
export async function CategoryLinks({ className }: { className: string }) {
  const all = Catalog.childrenOf(await categories(), "");
  return (
    <ul className={classes("flex flex-wrap gap-x-6", className)}>
      {all.map(({ slug, address, name }) => (
        <li key={slug}>
          <Link href={`/category/${address}`} className="text-link inline-block py-1">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
