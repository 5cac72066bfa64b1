"use client";

import { countryOf } from "#app/_lib/country-of";
import { useAnswer } from "./use-answer";

type DeliveryLineProps = { sku: string; slug: string; country: string; until: string; text: string };

/**
 * Renders the delivery of the page. The page is the same for everyone and may have been rendered a while ago, so the
 * browser asks again when its language suggests another country, or when the promised days have moved on.
 */
export function DeliveryLine({ sku, slug, country, until, text }: DeliveryLineProps) {
  const current = useAnswer((of) => {
    const own = countryOf(navigator.language) ?? country;
    if (own === country && Date.now() < Date.parse(until)) return null;
    return `/api/delivery?${new URLSearchParams({ slug, sku: of, country: own })}`;
  }, sku);
  return <p>{current || text}</p>;
}
