"use client";

import { useEffect } from "react";
import { rememberSearch } from "#app/_components/search/recent";

/** Keeps the search in the field of the header while its results are shown, and among the last searches of the browser. */
export function KeepQuery({ q }: { q: string }) {
  useEffect(() => {
    rememberSearch(q);
    const field = document.getElementById("site-search");
    if (!(field instanceof HTMLInputElement)) return;
    if (field !== document.activeElement) field.value = q;
    return () => {
      if (field.value === q) field.value = "";
    };
  }, [q]);
  return null;
}
