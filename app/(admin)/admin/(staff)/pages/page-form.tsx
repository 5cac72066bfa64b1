"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { Button } from "#app/_components/ui/button";
import { Check, Field } from "#app/_components/ui/field";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { Refused } from "../content/conflict";
import { savePage } from "./actions";
import { fieldLabels, type PageValues } from "./fields";

type PageFormProps = {
  documentId: string;
  requestId: string;
  values: PageValues;
  version: number;
  editor: string;
  isLive: boolean;
  zone: string;
  mayEdit: boolean;
  /** Words that can be written in braces. */
  words: string[];
  aside?: ReactNode;
};

/** Renders the form of a page. It works without JavaScript; a refusal keeps what was typed. */
export function PageForm(props: PageFormProps) {
  const { documentId, requestId, values, version, editor, isLive, zone, mayEdit, words, aside } = props;
  const [outcome, submit, pending] = useActionState(savePage, null);
  const refused = outcome?.ok === false ? outcome : null;
  const isConflict = refused?.code === "content.changed";
  // Only after the other person's values were shown may the next save replace them.
  const seen = refused && !isConflict ? (refused.values?.seen ?? "") : `${version}`;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) top.current?.focus();
  }, [refused]);
  const field = (name: keyof PageValues) => ({
    name,
    label: fieldLabels[name],
    defaultValue: refused?.values?.[name] ?? values[name],
    error: refused?.fields?.[name],
    autoComplete: "off",
  });
  return (
    <form action={submit} noValidate>
      {/* The Enter key presses the first button, which must be the one that saves the draft. */}
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="seen" value={seen} />
      <div ref={top} tabIndex={-1} role="alert" className="focus:outline-none">
        {refused && <Refused refused={refused} labels={fieldLabels} saved={values} editor={editor} />}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Page</legend>
        <div
          key={refused?.values?.requestId ?? `saved-${version}`}
          className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
        >
          <Section title="Content">
            <Field required maxLength={120} {...field("title")} />
            <RichTextField required rows={24} maxLength={50_000} hint={hintOf(words)} {...field("body")} />
          </Section>
          <div className="grid min-w-0 gap-6">
            {aside}
            <Section title="Publish">
              <Field
                type="datetime-local"
                hint={`In the time zone ${zone}. Empty: when you press Publish. Saving with a time schedules it.`}
                {...field("publishAt")}
              />
              {refused?.code === "content.unfilled" && (
                <Check name="confirmed" label="Publish with the open places" />
              )}
            </Section>
            <Section title="Search engines">
              <Field
                maxLength={80}
                hint={
                  documentId
                    ? "The end of the page's link. The old address leads to the new one."
                    : "The end of the page's link, such as about-us. Empty: from the title."
                }
                {...field("slug")}
              />
              <Field maxLength={120} hint="Empty: the title." {...field("seoTitle")} />
              <Field maxLength={320} hint="Empty: the beginning of the text." {...field("seoDescription")} />
            </Section>
          </div>
        </div>
      </fieldset>
      {mayEdit && (
        <div className="sticky bottom-0 z-5 -mx-4 mt-6 flex flex-wrap items-center gap-3 border-t border-line bg-ground px-4 py-3">
          <Button name="intent" value="publish" busy={pending}>
            {isLive ? "Publish changes" : "Publish"}
          </Button>
          <Button look="quiet" name="intent" value="save" busy={pending}>
            {isConflict ? "Save mine as draft" : "Save draft"}
          </Button>
          <Button look="quiet" name="intent" value="preview" busy={pending}>
            Save and preview
          </Button>
          <div role="status">
            {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
          </div>
        </div>
      )}
    </form>
  );
}

const hintOf = (words: string[]) =>
  `Words in braces are taken from the settings: ${words.map((word) => `{${word}}`).join(", ")}. Mark what is missing as [Fill in: …].`;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-card border border-line bg-surface p-4 md:p-5">
      <h2 className="mb-3 text-xl">{title}</h2>
      <div className="grid gap-4">{children}</div>
    </section>
  );
}
