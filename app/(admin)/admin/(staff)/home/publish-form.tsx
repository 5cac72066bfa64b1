"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { publishHome } from "./actions";

type Values = { seoTitle: string; seoDescription: string; publishAt: string };
type PublishFormProps = {
  requestId: string;
  version: number;
  values: Values;
  zone: string;
  mayEdit: boolean;
};

/** Renders when the draft of the home page is published, and what search engines show of it. */
export function PublishForm({ requestId, version, values, zone, mayEdit }: PublishFormProps) {
  const [outcome, submit, pending] = useActionState(publishHome, null);
  const refused = outcome?.ok === false ? outcome : null;
  const field = (name: keyof Values) => ({
    name,
    defaultValue: refused?.values?.[name] ?? values[name],
    error: refused?.fields?.[name],
    autoComplete: "off",
  });
  return (
    <form action={submit} noValidate>
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="seen" value={version} />
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Publish</legend>
        <div key={refused?.values?.requestId ?? `saved-${version}`} className="grid gap-4">
          <Field
            label="Publish at"
            type="datetime-local"
            hint={`In the time zone ${zone}. Empty: when you press Publish now.`}
            {...field("publishAt")}
          />
          <Field
            label="SEO title"
            maxLength={120}
            hint="Empty: the name of the shop."
            {...field("seoTitle")}
          />
          <Field label="SEO description" maxLength={320} {...field("seoDescription")} />
        </div>
      </fieldset>
      {mayEdit && (
        <div className="mt-4 flex flex-wrap gap-3">
          <Button name="intent" value="publish" busy={pending}>
            Publish now
          </Button>
          <Button look="quiet" name="intent" value="save" busy={pending}>
            Save
          </Button>
        </div>
      )}
      <div role="status" className="mt-3 empty:hidden">
        {refused && <Notice tone="bad">{refused.message}</Notice>}
        {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
      </div>
    </form>
  );
}
