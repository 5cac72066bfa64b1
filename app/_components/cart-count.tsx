"use client";

import { useSyncExternalStore } from "react";
import { count, subscribe } from "./cart-count-store";

/** Renders the number beside "Cart". The header is prerendered for everyone, so the browser reads the number. */
export function CartCount() {
  const items = useSyncExternalStore(subscribe, count, () => 0);
  if (items === 0) return null;
  return (
    <span className="inline-flex min-w-5 items-center justify-center rounded-full bg-accent px-1 text-xs leading-5 max-md:absolute max-md:top-0.5 max-md:right-0 md:min-w-6 md:px-1.5 md:text-sm md:leading-6 font-semibold text-on-accent tabular-nums">
      {items}
      <span className="sr-only">{items === 1 ? " item" : " items"}</span>
    </span>
  );
}
