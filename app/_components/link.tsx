"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link that fetches its page once the shopper points at it or focuses it. Fetching whatever scrolls into view
 * would ask for dozens of pages that nobody opens.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  const [meant, setMeant] = useState(false);
  const mean = () => setMeant(true);
  return (
    <NextLink
      {...props}
      prefetch={meant ? null : false}
      onPointerEnter={mean}
      onTouchStart={mean}
      onFocus={mean}
    />
  );
}
