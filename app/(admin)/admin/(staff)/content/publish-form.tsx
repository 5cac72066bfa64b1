"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";
import { type FormValues, keptState } from "#app/(admin)/admin/_parts/kept-state";

const labels: Record<string, string> = {
  publishAt: "Publish at",
  seoTitle: "SEO title",
  seoDescription: "SEO description",
};

type PublishFormProps = {
  action: FormAction;
  requestId: string;
  version: number;
  /** Values of the fields; what search engines show only for a page that they show. */
  values: FormValues;
  zone: string;
  mayEdit: boolean;
};

/** Renders when a draft is published, and what search engines show of it. Publishes what was saved. */
export function PublishForm({ action, requestId, version, values, zone, mayEdit }: PublishFormProps) {
  const [outcome, submit, pending] = useActionState(action, null);
  const { refused, shown, seen, key, field } = keptState(outcome, {
    ...{ values, version: `${version}` },
    labelOf: (name) => labels[name] ?? name,
    changed: "content.changed",
  });
  const inZone = shown.zone ?? zone;
  return (
    <form action={submit} noValidate>
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="zone" value={inZone} />
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Publish</legend>
        <div key={key} className="grid gap-4">
          <Field
            type="datetime-local"
            hint={`In the time zone ${inZone.replaceAll("_", " ")}. Empty: when you press Publish now.`}
            {...field("publishAt")}
          />
          {"seoTitle" in values && (
            <>
              <Field maxLength={120} hint="Empty: the name of the shop." {...field("seoTitle")} />
              <Field maxLength={320} {...field("seoDescription")} />
            </>
          )}
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
