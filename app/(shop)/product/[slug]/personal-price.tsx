"use client";

import { useAnswer } from "./use-answer";

/**
 * Renders the price of a signed-in customer with a price list, in the line of the stock, so that nothing moves. The page is
 * the same for everyone, so the browser asks for it; without one, or without JavaScript, the cart shows it.
 */
export function PersonalPrice({ sku }: { sku: string }) {
  const text = useAnswer(
    (of) =>
      /(?:^|; )signed_in=1(?:;|$)/.test(document.cookie) ? `/api/price?sku=${encodeURIComponent(of)}` : null,
    sku,
  );
  return text ? <p className="font-medium">{text}</p> : null;
}
