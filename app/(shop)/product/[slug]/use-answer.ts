"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { propertyOf } from "#app/_lib/property-of";

/**
 * Returns the text that a URL answers with, once the page is shown; "" before that, without a URL, and when it does not
 * answer. Asks again for another key.
 */
export function useAnswer(urlOf: (key: string) => string | null, key: string): string {
  const [text, setText] = useState("");
  const urlNow = useEffectEvent(urlOf);
  useEffect(() => {
    const url = urlNow(key);
    if (!url) return;
    const leaving = new AbortController();
    fetch(url, { signal: leaving.signal })
      .then((answer) => answer.json())
      .then((answer: unknown) => {
        const found = propertyOf(answer, "text");
        setText(typeof found === "string" ? found : "");
      })
      .catch(() => setText("")); // the page has a text of its own
    return () => leaving.abort();
  }, [key]);
  return text;
}
