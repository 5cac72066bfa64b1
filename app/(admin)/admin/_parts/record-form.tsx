"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { classes } from "#app/_components/ui/classes";

type RecordFormProps = {
  submit: (form: FormData) => void;
  hidden: Record<string, string | number>;
  /** Name and value that the Enter key submits, where the form has several buttons. */
  enter?: { name: string; value: string };
  /** Last refusal, to which the focus moves, and how it is shown. */
  refused: object | null;
  refusal: ReactNode;
  legend: string;
  /** Changes with each refusal and each saved version, whose values the controls then show. */
  contentKey: string;
  mayEdit: boolean;
  /** Buttons of the form. */
  bar: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Renders the frame of a long form in two columns. It works without JavaScript; a refusal keeps what was typed. */
export function RecordForm(props: RecordFormProps) {
  const { submit, hidden, enter, refused, refusal, legend, contentKey, mayEdit, bar, className, children } =
    props;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) top.current?.focus();
  }, [refused]);
  return (
    <form action={submit} noValidate>
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button
        type="submit"
        {...enter}
        tabIndex={-1}
        aria-hidden="true"
        disabled={!mayEdit}
        className="sr-only"
      />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div ref={top} tabIndex={-1} role="alert" className="focus:outline-none">
        {refusal}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">{legend}</legend>
        <div
          key={contentKey}
          className={classes("grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]", className)}
        >
          {children}
        </div>
      </fieldset>
      {mayEdit && bar}
    </form>
  );
}
