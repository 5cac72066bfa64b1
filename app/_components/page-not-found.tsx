import { CategoryLinks } from "./category-links";
import { Link } from "./link";
import { Button, buttonClasses } from "./ui/button";
import { controlClasses } from "./ui/field";

/** Renders the content of the "not found" page. */
export function PageNotFound() {
  return (
    <>
      <h1 className="text-3xl md:text-4xl">Page not found</h1>
      <p className="mt-4 max-w-prose text-lg text-muted">
        There is no page at this address. It may have moved, or we no longer sell the product.
      </p>
      <form action="/search" className="mt-8 flex max-w-md items-end gap-2">
        <div className="grid grow gap-1">
          <label htmlFor="lost" className="font-medium">
            What were you looking for?
          </label>
          <input id="lost" type="search" name="q" maxLength={100} className={controlClasses} />
        </div>
        <Button>Find it</Button>
      </form>
      <CategoryLinks className="mt-8 gap-y-2" />
      <Link href="/" className={buttonClasses("quiet", "mt-8")}>
        Back to the shop
      </Link>
    </>
  );
}
