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
    const show = (groups: SuggestedGroups) => {
      if (!aborter.signal.aborted) setFound(groups);
    };
    const timer = setTimeout(() => {
      // Without a response there is nothing to suggest; the form still searches.
      suggestionsFor(q, aborter.signal).then(show, () => show(none));
    }, pause);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [q, isOpen]);
  return found;
}

/** Requests the suggestions for words. Throws when the network fails. */
async function suggestionsFor(q: string, signal: AbortSignal): Promise<SuggestedGroups> {
  const response = await fetch(`/api/suggest?${new URLSearchParams({ q })}`, { signal });
  return response.ok ? response.json() : none;
}
