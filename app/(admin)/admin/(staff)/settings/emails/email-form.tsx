"use client";

import type { ShownText } from "@securecart/email/texts";
import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { keptState } from "#app/(admin)/admin/_parts/kept-state";
import { Refused } from "../_parts/refused";
import { SettingSections } from "../_parts/setting-sections";
import type { FormValues, Section } from "../forms/form";
import type { EmailOutcome } from "./actions";
import { EmailPreview } from "./email-preview";

type EmailFormProps = {
  action: (previous: EmailOutcome | null, form: FormData) => Promise<EmailOutcome>;
  kind: string;
  requestId: string;
  /** True when the merchant has saved a text of their own. */
  isOwn: boolean;
  values: FormValues;
  version: number;
  editor: string;
  placeholders: string[];
  /** The saved text with sample data. */
  preview: ShownText;
};

const sectionsOf = (placeholders: string[]): Section[] => [
  {
    title: "Text",
    hint: `You can use ${placeholders.join(", ")}. They are replaced with what the email is about.`,
    fields: [
      { kind: "text", name: "subject", label: "Subject", maxLength: 150, required: true },
      { kind: "text", name: "heading", label: "Heading", maxLength: 120, required: true },
      {
        kind: "area",
        name: "body",
        label: "Paragraphs",
        rows: 10,
        maxLength: 4_000,
        hint: "Separate paragraphs by an empty line. A paragraph is left out when something in it has no value, such as a tracking number.",
      },
    ],
  },
];

/** Renders the form of an email's text. Works without JavaScript, and keeps what was typed. */
export function EmailForm(props: EmailFormProps) {
  const { action, kind, requestId, isOwn, values, version, editor, placeholders, preview } = props;
  const [outcome, submit, pending] = useActionState(action, null);
  const { refused, isConflict, shown, seen, key, error } = keptState(outcome, {
    values,
    version: `${version}`,
    labelOf: (name) => name,
    changed: "settings.changed",
  });
  const isTried = refused?.tone === "plain";
  const sections = sectionsOf(placeholders);
  return (
    <div className="grid gap-6 lg:grid-cols-2 lg:items-start">
      <form action={submit} noValidate className="grid min-w-0 gap-6">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="seen" value={seen} />
        {refused && !isTried && (
          <Refused refused={refused} sections={sections} saved={values} editor={editor} />
        )}
        <SettingSections key={key} sections={sections} shown={shown} error={error} />
        <div className="flex flex-wrap items-center gap-3">
          <Button name="intent" value="save" busy={pending}>
            {isConflict ? "Save mine" : "Save"}
          </Button>
          <Button look="quiet" name="intent" value="preview" busy={pending}>
            Preview
          </Button>
          <Button look="quiet" name="intent" value="test" busy={pending}>
            Send me a test
          </Button>
          {isOwn && (
            <Button look="plain" name="intent" value="reset" busy={pending}>
              Reset to the usual text
            </Button>
          )}
        </div>
        <div role="status">
          {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
          {isTried && refused.message && <Notice tone="good">{refused.message}</Notice>}
        </div>
      </form>
      <EmailPreview {...(refused?.preview ?? preview)} />
    </div>
  );
}
