"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { propertyOf } from "#app/_lib/property-of";

/**
 * Returns the text that a URL answers with, once the page is shown; "" before that, without a URL, and when it does not
 * answer. Asks again for another key.
 */
export function useAnswer(urlOf: () => string | null, key: string): string {
  const [text, setText] = useState("");
  const urlNow = useEffectEvent(urlOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what the URL depends on
  useEffect(() => {
    const url = urlNow();
    if (!url) return;
    const leaving = new AbortController();
    fetch(url, { signal: leaving.signal })
      .then((answer) => answer.json())
      .then((answer: unknown) => {
        const found = propertyOf(answer, "text");
        if (typeof found === "string") setText(found);
      })
      .catch(() => setText(""));
    return () => leaving.abort();
  }, [key]);
  return text;
}
