"use client";

import { lazy, Suspense, useEffect, useState } from "react";

const Suggestions = lazy(() => import("./suggestions"));

/** Loads the suggestions of a search field when the shopper first enters it. */
export function SearchAssist({ inputId }: { inputId: string }) {
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  useEffect(() => {
    const field = document.getElementById(inputId);
    if (!(field instanceof HTMLInputElement)) return;
    const use = () => setInput(field);
    if (document.activeElement === field) use();
    field.addEventListener("focus", use, { once: true });
    return () => field.removeEventListener("focus", use);
  }, [inputId]);
  if (!input) return null;
  return (
    <Suspense fallback={null}>
      <Suggestions input={input} />
    </Suspense>
  );
}
