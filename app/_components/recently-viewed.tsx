"use client";

import { useEffect, useState } from "react";
import { productUrl } from "../_lib/product-url";
import { propertyOf } from "../_lib/property-of";
import { storedList } from "../_lib/stored-list";
import { Link } from "./link";
import { SmallPicture } from "./picture";

export type Viewed = { slug: string; name: string; imageKey: string };

/** Most products that are shown; the one that is being viewed is stored besides. */
const most = 8;

const viewed = storedList("recently-viewed", most + 1, (stored): Viewed | null => {
  const [slug, name, imageKey] = ["slug", "name", "imageKey"].map((key) => propertyOf(stored, key));
  if (typeof slug !== "string" || typeof name !== "string" || typeof imageKey !== "string") return null;
  return { slug, name, imageKey };
});

/**
 * Renders the products that this browser has shown last, without the one of the page, and remembers that one. The list
 * never leaves the browser. Without JavaScript, and before the first product, there is nothing.
 */
export function RecentlyViewed({ current }: { current?: Viewed }) {
  const [shown, setShown] = useState<Viewed[]>([]);
  const { slug, name, imageKey } = current ?? { slug: "", name: "", imageKey: "" };
  useEffect(() => {
    const others = viewed.read().filter((one) => one.slug !== slug);
    setShown(others.slice(0, most));
    if (slug) viewed.write([{ slug, name, imageKey }, ...others]);
  }, [slug, name, imageKey]);
  if (shown.length === 0) return null;
  const clear = () => {
    viewed.write(slug ? [{ slug, name, imageKey }] : []);
    setShown([]);
  };
  return (
    <section aria-labelledby="recently-viewed" className="mt-16">
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 id="recently-viewed" className="text-2xl">
          Recently viewed
        </h2>
        <button type="button" onClick={clear} className="text-link min-h-11 text-sm">
          Clear<span className="sr-only"> recently viewed</span>
        </button>
      </div>
      <ul className="-mx-4 flex gap-4 overflow-x-auto px-4 pb-2">
        {shown.map((one) => (
          <li key={one.slug} className="w-28 shrink-0 sm:w-32">
            <Link
              href={productUrl({ slug: one.slug })}
              className="group grid gap-2 rounded-card text-sm leading-snug"
            >
              {one.imageKey ? (
                <SmallPicture
                  image={{ key: one.imageKey }}
                  pixels={128}
                  className="aspect-square h-auto w-full rounded-card"
                />
              ) : (
                <span className="aspect-square w-full rounded-card bg-sunken" />
              )}
              <span className="underline-offset-4 group-hover:underline">{one.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
