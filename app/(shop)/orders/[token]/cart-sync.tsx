"use client";

import { useEffect } from "react";
import { settle } from "#app/_components/cart-count-store";

const onceMoreAfter = 3000;

/** A paid order leaves the cart a moment later, without the shopper's browser: ask for the number now and once more. */
export function CartSync({ status }: { status: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each status may mean another cart
  useEffect(() => {
    void sync();
    const later = setTimeout(sync, onceMoreAfter);
    return () => clearTimeout(later);
  }, [status]);
  return null;
}

/** The answer sets the cookie that the header's number is read from. A failure leaves the number as it was. */
const sync = () => fetch("/api/cart").then(settle, () => undefined);
