"use client";

import { type FocusEvent, useEffect, useState } from "react";
import type { Refusal } from "./attempt";

/**
 * Checks each field of a form when the shopper leaves it, so that a slip shows beside it and not only after sending. The
 * server checks everything; here only what a browser can tell. A field that was never filled in is not complained about.
 */
export function useBlurErrors(refused: Refusal | null) {
  const [found, setFound] = useState<Record<string, string>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer of the server replaces what was found before
  useEffect(() => setFound({}), [refused]);
  const onBlur = ({ target }: FocusEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const { name, value } = target;
    setFound((before) => {
      const isKnown = name in before || Boolean(refused?.fields?.[name]);
      return value || isKnown ? { ...before, [name]: problemOf(target) } : before;
    });
  };
  return { onBlur, errorOf: (name: string) => found[name] ?? refused?.fields?.[name] };
}

/** Returns what is wrong with a field; "" for nothing. A shape is meant for the value in capitals, without separators. */
function problemOf({ value, required, type, validity, dataset: { shape, refusal } }: Control) {
  if (required && !value.trim()) return "Please fill this in.";
  if (type === "email" && validity.typeMismatch) return "Enter an email address like name@example.com.";
  const compact = value.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  return shape && compact && !new RegExp(shape).test(compact) ? (refusal ?? "") : "";
}

type Control = HTMLInputElement | HTMLSelectElement;
