"use client";

import { type ReactNode, useActionState } from "react";
import { Check, Field } from "#app/_components/ui/field";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { type FormValues, keptState } from "#app/(admin)/admin/_parts/kept-state";
import { RecordForm } from "#app/(admin)/admin/_parts/record-form";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { Refused } from "../content/conflict";
import { DraftBar } from "../content/draft-bar";
import { savePage } from "./actions";
import { fieldLabels } from "./fields";

type PageFormProps = {
  documentId: string;
  requestId: string;
  values: FormValues;
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
  const { refused, isConflict, shown, seen, key, field } = keptState(outcome, {
    ...{ values, version: `${version}` },
    labelOf: (name) => fieldLabels[name] ?? name,
    changed: "content.changed",
  });
  const inZone = shown.zone ?? zone;
  return (
    <RecordForm
      submit={submit}
      hidden={{ requestId, documentId, seen, zone: inZone }}
      enter={{ name: "intent", value: "save" }}
      refused={refused}
      refusal={
        refused && (
          <Refused
            refused={refused}
            labels={fieldLabels}
            saved={values}
            editor={editor}
            save="Save mine as draft"
          />
        )
      }
      legend="Page"
      contentKey={key}
      mayEdit={mayEdit}
      bar={<DraftBar {...{ outcome, pending, isLive, isConflict }} />}
    >
      <FormSection title="Content">
        <Field required maxLength={120} {...field("title")} />
        <RichTextField required rows={24} maxLength={50_000} hint={hintOf(words)} {...field("body")} />
      </FormSection>
      <div className="grid min-w-0 gap-6">
        {aside}
        <FormSection title="Publish">
          <Field
            type="datetime-local"
            hint={`In the time zone ${inZone.replaceAll("_", " ")}. Empty: when you press Publish. Saving with a time schedules it.`}
            {...field("publishAt")}
          />
          {refused?.code === "content.unfilled" && (
            <Check name="confirmed" label="Publish with the open places" />
          )}
        </FormSection>
        <FormSection title="Search engines">
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
        </FormSection>
      </div>
    </RecordForm>
  );
}

const hintOf = (words: string[]) =>
  `Words in braces are taken from the settings: ${words.map((word) => `{${word}}`).join(", ")}. Mark what is missing as [Fill in: …].`;
