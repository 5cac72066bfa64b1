"use client";

import { useEffect, useRef, useState } from "react";

/** Renders a checkbox that ticks all checkboxes of a name that belong to its form. Only shown with JavaScript, which it needs. */
export function SelectAll({ name, label }: { name: string; label: string }) {
  const box = useRef<HTMLInputElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    const form = box.current?.form;
    const update = () => {
      const boxes = boxesOf(form, name);
      const ticked = boxes.filter(({ checked }) => checked).length;
      if (!box.current) return;
      box.current.checked = boxes.length > 0 && ticked === boxes.length;
      box.current.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    update(); // a browser keeps ticks when it goes back
    form?.addEventListener("change", update);
    return () => form?.removeEventListener("change", update);
  }, [name]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      onChange={({ currentTarget: { form, checked } }) => {
        for (const one of boxesOf(form, name)) one.checked = checked;
      }}
      className={isReady ? "block size-4 accent-accent" : "invisible block size-4"}
    />
  );
}

const boxesOf = (form: HTMLFormElement | null | undefined, name: string) =>
  [...(form?.elements ?? [])].filter(
    (one): one is HTMLInputElement =>
      one instanceof HTMLInputElement && one.type === "checkbox" && one.name === name,
  );
