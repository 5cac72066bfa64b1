import { categories } from "../_lib/cached";
import { Link } from "./link";
import { classes } from "./ui/classes";

/** Renders links to all categories, for a page that has nothing else to show. */
export async function CategoryLinks({ className }: { className: string }) {
  const all = await categories();
  return (
    <ul className={classes("flex flex-wrap gap-x-6", className)}>
      {all.map(({ slug, name }) => (
        <li key={slug}>
          <Link href={`/category/${slug}`} className="text-link inline-block py-1">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
