"use client";

import { lazy, Suspense, useEffect, useState } from "react";

const Suggestions = lazy(() => import("./suggestions"));

type SearchAssistProps = { inputId: string; panelId: string };

/** Moves the focus to a search field when its panel opens, and loads the suggestions when the shopper first enters the field. */
export function SearchAssist({ inputId, panelId }: SearchAssistProps) {
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  useEffect(() => {
    const field = document.getElementById(inputId);
    if (!(field instanceof HTMLInputElement)) return;
    const use = () => setInput(field);
    if (document.activeElement === field) use();
    field.addEventListener("focus", use, { once: true });
    return () => field.removeEventListener("focus", use);
  }, [inputId]);
  useEffect(() => {
    const button = document.querySelector(`button[popovertarget="${panelId}"]:not([popovertargetaction])`);
    const open = (event: Event) => {
      // A phone shows its keyboard only for a focus within the tap, so the panel must be open before the tap ends.
      event.preventDefault();
      document.getElementById(panelId)?.showPopover();
      document.getElementById(inputId)?.focus();
    };
    button?.addEventListener("click", open);
    return () => button?.removeEventListener("click", open);
  }, [inputId, panelId]);
  if (!input) return null;
  return (
    <Suspense fallback={null}>
      <Suggestions input={input} />
    </Suspense>
  );
}
