"use client";

import { useSyncExternalStore } from "react";
import { count, subscribe } from "./cart-count-store";

/** The number beside "Cart". The header is the same for everyone, so the number is read in the browser. */
export function CartCount() {
  const pieces = useSyncExternalStore(subscribe, count, () => 0);
  if (pieces === 0) return null;
  return (
    <span className="inline-flex min-w-6 items-center justify-center rounded-full bg-accent px-1.5 text-sm font-semibold text-on-accent tabular-nums">
      {pieces}
      <span className="sr-only">{pieces === 1 ? " item" : " items"}</span>
    </span>
  );
}
