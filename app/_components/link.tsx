"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * Renders a link that prefetches its page when the shopper points at it or focuses it. Prefetching every link in view
 * would request dozens of pages that are never opened.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  const [wanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return (
    <NextLink
      {...props}
      prefetch={wanted ? null : false}
      onPointerEnter={want}
      onTouchStart={want}
      onFocus={want}
    />
  );
}
