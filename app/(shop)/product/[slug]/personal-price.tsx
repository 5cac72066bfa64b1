"use client";

import { useEffect, useState } from "react";
import { propertyOf } from "#app/_lib/property-of";

/**
 * Renders the price of a signed-in customer with a price list, in the line of the stock, so that nothing moves. The page is
 * the same for everyone, so the browser asks for it; without one, or without JavaScript, the cart shows it.
 */
export function PersonalPrice({ sku }: { sku: string }) {
  const [text, setText] = useState("");
  useEffect(() => {
    if (!/(?:^|; )signed_in=1(?:;|$)/.test(document.cookie)) return;
    const leaving = new AbortController();
    fetch(`/api/price?sku=${encodeURIComponent(sku)}`, { signal: leaving.signal })
      .then((answer) => answer.json())
      .then((answer: unknown) => {
        const price = propertyOf(answer, "text");
        if (typeof price === "string") setText(price);
      })
      .catch(() => setText(""));
    return () => leaving.abort();
  }, [sku]);
  return text ? <p className="font-medium">{text}</p> : null;
}
