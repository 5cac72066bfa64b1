"use client";

import { type ComponentProps, type KeyboardEvent, useRef, useSyncExternalStore } from "react";
import { controlClasses } from "#app/_components/ui/field";
import { type Change, changes, type Selected } from "./rich-text-changes";

type RichTextFieldProps = Omit<ComponentProps<"textarea">, "name" | "value"> & {
  label: string;
  name: string;
  /** Purpose of the text. The syntax is explained below it. */
  hint?: string;
  error?: string | undefined;
};

const buttons: { change: Change; label: string; face: string; look?: string }[] = [
  { change: "bold", label: "Bold", face: "B", look: "font-bold" },
  { change: "italic", label: "Italic", face: "I", look: "italic" },
  { change: "link", label: "Link", face: "Link" },
  { change: "heading", label: "Heading", face: "Heading" },
  { change: "list", label: "List", face: "List" },
];

const keys: Record<string, Change> = { b: "bold", i: "italic" };

/** Renders a field for rich text in simple Markdown. JavaScript adds buttons that type the characters. */
export function RichTextField({ label, name, hint, error, required, ...rest }: RichTextFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const isLive = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const apply = (change: Change) => {
    if (area.current) type(area.current, changes[change](selectedOf(area.current)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const change = event.metaKey || event.ctrlKey ? keys[event.key.toLowerCase()] : undefined;
    if (!change || event.altKey || event.shiftKey) return;
    event.preventDefault();
    apply(change);
  };
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <label htmlFor={name} className="font-medium">
          {label} {!required && <span className="font-normal text-muted">(optional)</span>}
        </label>
        {isLive && (
          <div
            role="toolbar"
            aria-label="Formatting"
            className="flex flex-wrap gap-1 in-[fieldset:disabled]:hidden"
          >
            {buttons.map(({ change, label: title, face, look }) => (
              <button
                key={change}
                type="button"
                title={title}
                aria-label={title}
                aria-controls={name}
                onClick={() => apply(change)}
                className={`min-h-8 min-w-8 rounded-control border border-edge bg-surface px-2 text-sm hover:border-ink ${look ?? ""}`}
              >
                {face}
              </button>
            ))}
          </div>
        )}
      </div>
      <textarea
        rows={8}
        {...rest}
        ref={area}
        id={name}
        name={name}
        required={required}
        onKeyDown={onKeyDown}
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${name}-error`, `${name}-hint`].filter(Boolean).join(" ")}
        className={controlClasses}
      />
      <div id={`${name}-hint`} className="text-sm text-muted">
        {hint && <p>{hint}</p>}
        <p>
          <code>**bold**</code>, <code>_italic_</code>, <code>[link](https://…)</code>,{" "}
          <code>## heading</code>, <code>- list item</code>, <code>&gt; quote</code>. An empty line begins a
          new paragraph.
        </p>
      </div>
      {error && (
        <p id={`${name}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

const selectedOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/** Puts the changed text into the field and tells its form. */
function type(area: HTMLTextAreaElement, { text, start, end }: Selected) {
  area.value = text;
  area.setSelectionRange(start, end);
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
