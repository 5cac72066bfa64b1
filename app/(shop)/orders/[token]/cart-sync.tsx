"use client";

import { useEffect } from "react";
import { settle } from "#app/_components/cart-count-store";

/** Updates the header's count: an order that was paid is no longer in the cart, even before its items are removed. */
export function CartSync({ token, status }: { token: string; status: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each status may mean another cart
  useEffect(() => {
    // The response sets the cookie that the header reads. A failure leaves the count as it was.
    fetch(`/api/cart?order=${token}`).then(settle, () => undefined);
  }, [token, status]);
  return null;
}
