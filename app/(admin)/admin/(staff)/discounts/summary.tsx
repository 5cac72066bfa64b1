import { Promotion, type SharedTerms } from "@securecart/core/promotion";
import type { ReactNode } from "react";
import { Link } from "#app/_components/link";
import { windowOf } from "./words";

type SummaryProps = {
  terms: SharedTerms;
  /** Names of the collections that it is for. */
  collections: string[];
  zone: string;
  limitName?: string;
};

/** Renders the terms of a discount without a form. */
export function Summary({ terms, collections, zone, limitName = "Uses in total" }: SummaryProps) {
  const { label, limit, categories, products, combines } = terms;
  return (
    <dl className="grid gap-4 border-t border-line pt-5 sm:grid-cols-2">
      <Term name="Name for shoppers">{label}</Term>
      <Term name="Discount">{Promotion.describeBenefit(terms)}</Term>
      <Term name="Conditions">{Promotion.describeConditions(terms).join(", ") || "None"}</Term>
      <Term name={limitName}>{limit ?? "No limit"}</Term>
      <Term name="Valid">{windowOf(terms, zone)}</Term>
      {combines && <Term name="Other discounts">Applies together with one code</Term>}
      {categories.length > 0 && <Term name="Categories">{categories.join(", ")}</Term>}
      {collections.length > 0 && <Term name="Collections">{collections.join(", ")}</Term>}
      {products.length > 0 && (
        <Term name="Products">
          {products.map((slug) => (
            <Link key={slug} href={`/product/${slug}`} className="text-link block">
              {slug}
            </Link>
          ))}
        </Term>
      )}
    </dl>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
