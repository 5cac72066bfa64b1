"use client";

import { useEffect, useState } from "react";
import type { SuggestedGroups } from "./suggested";

const none: SuggestedGroups = { products: [], links: [] };

/** Pause in typing after which suggestions are fetched, in milliseconds. */
const pause = 120;

/** Returns the suggestions for what is typed; those of the words before until they are there. */
export function useSuggestions(typed: string, isOpen: boolean): SuggestedGroups {
  const [found, setFound] = useState(none);
  const q = typed.trim();
  useEffect(() => {
    if (q === "") setFound(none);
    if (q === "" || !isOpen) return;
    const aborter = new AbortController();
    const timer = setTimeout(async () => {
      const response = await fetch(`/api/suggest?${new URLSearchParams({ q })}`, {
        signal: aborter.signal,
      }).catch(() => null); // typed on, or offline: the form still searches
      if (aborter.signal.aborted) return;
      setFound(response?.ok ? await response.json() : none);
    }, pause);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [q, isOpen]);
  return found;
}
