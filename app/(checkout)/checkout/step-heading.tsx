"use client";

import { useEffect, useRef } from "react";

/**
 * Renders the heading of a step. It takes the focus when a form led here, because the button that had it is gone; a page
 * that was just loaded leaves the focus at its start.
 */
export function StepHeading({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const [loaded] = performance.getEntriesByType("navigation");
    if (loaded && new URL(loaded.name).pathname !== location.pathname) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className="text-2xl focus:outline-none md:text-3xl">
      {children}
    </h1>
  );
}
