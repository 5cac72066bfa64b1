"use client";

import { useEffect, useRef } from "react";
import type { Outcome } from "../_lib/attempt";
import { Notice } from "./ui/notice";

type ErrorSummaryProps = { outcome: Outcome | null; labels?: Record<string, string> };

/** Renders all errors above the form. It takes the focus, and each entry links to its field. */
export function ErrorSummary({ outcome, labels = {} }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome && !outcome.ok) box.current?.focus();
  }, [outcome]);
  if (!outcome || outcome.ok) return null;
  const wrong = Object.keys(labels).flatMap((name) => {
    const suggestion = outcome.suggestions?.[name];
    const message = outcome.fields?.[name] ?? (suggestion && `Did you mean ${suggestion}?`);
    return message ? [{ name, message }] : [];
  });
  return (
    <div ref={box} tabIndex={-1} role="alert" className="focus:outline-none">
      <Notice tone={outcome.tone ?? "bad"}>
        <p className="font-semibold">{outcome.message}</p>
        {wrong.length > 0 && (
          <ul className="mt-1 list-disc pl-5">
            {wrong.map(({ name, message }) => (
              <li key={name}>
                <a href={`#${name}`} className="block py-2.5 underline underline-offset-2 sm:py-0.5">
                  {labels[name]}: {message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
