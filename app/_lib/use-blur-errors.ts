"use client";

import { type ChangeEvent, type FocusEvent, useEffect, useState } from "react";
import type { Refusal } from "./attempt";

/**
 * Checks each field of a form when the shopper leaves it, so that a slip shows beside it and not only after sending. A
 * message goes away as soon as the field is right. The server checks everything; here only what a browser can tell. A field
 * that was never filled in is not complained about.
 */
export function useBlurErrors(refused: Refusal | null) {
  const [found, setFound] = useState<Record<string, string>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer of the server replaces what was found before
  useEffect(() => setFound({}), [refused]);
  const errorOf = (name: string) => found[name] ?? refused?.fields?.[name];
  const check = (field: EventTarget) => {
    if (isControl(field)) setFound((before) => ({ ...before, [field.name]: problemOf(field) }));
  };
  const onBlur = ({ target, relatedTarget }: FocusEvent<HTMLFormElement>) => {
    // A message that appears between press and release would move the button away from the pointer.
    if (relatedTarget instanceof HTMLButtonElement) return;
    if (isControl(target) && (target.value || target.name in found)) check(target);
  };
  const onChange = ({ target }: ChangeEvent<HTMLFormElement>) => {
    if (isControl(target) && errorOf(target.name)) check(target);
  };
  return { watch: { onBlur, onChange }, errorOf };
}

const isControl = (target: EventTarget): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

/** Returns what is wrong with a field; "" for nothing. A shape is meant for the value in capitals, without separators. */
function problemOf({ value, required, type, validity, dataset: { shape, refusal } }: Control) {
  if (required && !value.trim()) return "Please fill this in.";
  if (type === "email" && validity.typeMismatch) return "Enter an email address like name@example.com.";
  const compact = value.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  return shape && compact && !new RegExp(shape).test(compact) ? (refusal ?? "") : "";
}

type Control = HTMLInputElement | HTMLSelectElement;
