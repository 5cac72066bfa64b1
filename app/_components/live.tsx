"use client";

import { lazy, type RefObject, Suspense, useEffect, useState } from "react";

const Poll = lazy(() => import("./poll").then(({ Poll: component }) => ({ default: component })));

export type LiveProps = {
  url: string;
  every: number;
  /** Element that shows the response; polling pauses while it is out of view. */
  shownIn?: RefObject<HTMLElement | null>;
  onAnswer: (answer: unknown) => void;
};

/** Polls a URL while the page is visible. Loads its code only after the page has rendered. */
export function Live(props: LiveProps) {
  const [rendered, setRendered] = useState(false);
  useEffect(() => {
    const later = setTimeout(() => setRendered(true), 0);
    return () => clearTimeout(later);
  }, []);
  return rendered ? (
    <Suspense>
      <Poll {...props} />
    </Suspense>
  ) : null;
}
