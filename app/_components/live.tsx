"use client";

import { lazy, type RefObject, Suspense, useEffect, useState } from "react";

const Poll = lazy(() => import("./poll").then(({ Poll: component }) => ({ default: component })));

export type LiveProps = {
  url: string;
  every: number;
  /** Where the answer is shown: nothing is asked while this is out of sight. */
  shownIn?: RefObject<HTMLElement | null>;
  onAnswer: (answer: unknown) => void;
};

/** Keeps asking an address while the page is looked at. Its code comes after the page has become quiet. */
export function Live(props: LiveProps) {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    const later = setTimeout(() => setQuiet(true), 0);
    return () => clearTimeout(later);
  }, []);
  return quiet ? (
    <Suspense>
      <Poll {...props} />
    </Suspense>
  ) : null;
}
