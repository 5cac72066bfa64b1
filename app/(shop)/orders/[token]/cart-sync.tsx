"use client";

import { useEffect } from "react";
import { settle } from "#app/_components/cart-count-store";

const againMilliseconds = 3000;

/** Updates the header's count now and once more later: a paid order is removed from the cart in the background. */
export function CartSync({ status }: { status: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each status may mean another cart
  useEffect(() => {
    void sync();
    const later = setTimeout(sync, againMilliseconds);
    return () => clearTimeout(later);
  }, [status]);
  return null;
}

/** Requests the count; the response sets the cookie that the header reads. A failure leaves the count as it was. */
const sync = () => fetch("/api/cart").then(settle, () => undefined);
