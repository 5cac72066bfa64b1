"use client";

import { useActionState, useEffect, useRef } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { MediaPicker } from "#app/(admin)/admin/_parts/media-picker";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { saveCollection } from "./actions";
import { ChosenProducts } from "./chosen-products";
import type { FormCondition } from "./condition-fields";
import type { Named, Preview } from "./read";
import { RuleRows } from "./rule-rows";
import { typedConditions } from "./typed-conditions";
import { sortLabels, statusLabels } from "./words";

type Values = Record<
  "name" | "slug" | "status" | "description" | "sort" | "seoTitle" | "seoDescription" | "kind" | "match",
  string
>;

type CollectionFormProps = {
  /** Empty for a new collection. */
  collectionId: string;
  version: number;
  requestId: string;
  values: Values;
  conditions: FormCondition[];
  chosen: Named[];
  preview: Preview | null;
  image: Image | null;
  recent: Image[];
  categories: { value: string; label: string }[];
  most: number;
  mayEdit: boolean;
};

/** Renders the form of a collection. It works without JavaScript; a refusal keeps what was typed. */
export function CollectionForm(props: CollectionFormProps) {
  const { collectionId, version, requestId, values, recent, categories, most, mayEdit } = props;
  const [outcome, submit, pending] = useActionState(saveCollection, null);
  const shown = outcome?.ok === false ? outcome : null;
  const refused = shown && shown.tone !== "plain" ? shown : null;
  const seen = shown?.conflict?.version ?? shown?.values?.seen ?? version;
  const save = refused?.conflict ? "Save mine" : collectionId ? "Save" : "Create collection";
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) top.current?.focus();
  }, [refused]);
  const value = (name: keyof Values) => shown?.values?.[name] ?? values[name];
  const text = (name: keyof Values) => ({
    name,
    defaultValue: value(name),
    error: shown?.fields?.[name],
  });
  const conditions = shown?.values ? typedConditions(shown.values) : props.conditions;
  return (
    <form action={submit} noValidate>
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="collectionId" value={collectionId} />
      <input type="hidden" name="seen" value={seen} />
      <div ref={top} tabIndex={-1} role="alert" className="focus:outline-none">
        {refused && <RefusedForm refused={refused} save={save} />}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Collection</legend>
        {/* The key shows the values of each answer and of each saved version in the fields. */}
        <div
          key={shown ? JSON.stringify([shown.values, shown.image]) : `saved-${version}`}
          className="group/kind grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
        >
          <div className="grid min-w-0 gap-6">
            <FormSection title="Details">
              <Field label="Title" required maxLength={100} {...text("name")} />
              <RichTextField label="Description" rows={5} {...text("description")} />
              <MediaPicker
                name="image"
                label="Picture"
                value={shown?.image === undefined ? props.image : shown.image}
                recent={recent}
                hint="Shown when a link to the page is shared."
                error={shown?.fields?.image}
              />
            </FormSection>
            <FormSection title="Products">
              <Kind chosen={value("kind")} />
              <div className="hidden group-has-[#kind-manual:checked]/kind:block">
                <ChosenProducts
                  chosen={shown?.chosen ?? props.chosen}
                  found={shown?.found}
                  q={shown?.values?.q ?? ""}
                  most={most}
                />
              </div>
              <div className="hidden group-has-[#kind-rule:checked]/kind:block">
                <RuleRows
                  match={value("match")}
                  conditions={conditions}
                  categories={categories}
                  error={(name) => shown?.fields?.[name]}
                />
              </div>
              <Look preview={shown?.preview ?? (shown ? null : props.preview)} busy={pending} />
            </FormSection>
          </div>
          <div className="grid min-w-0 gap-6">
            <FormSection title="Visibility">
              <Select label="Status" required hint="Shoppers see active collections." {...text("status")}>
                {Object.entries(statusLabels).map(([status, label]) => (
                  <option key={status} value={status}>
                    {label}
                  </option>
                ))}
              </Select>
              <Select
                label="Order"
                required
                hint="Until a shopper chooses another. By hand is for chosen products."
                {...text("sort")}
              >
                {Object.entries(sortLabels).map(([sort, label]) => (
                  <option key={sort} value={sort}>
                    {label}
                  </option>
                ))}
              </Select>
            </FormSection>
            <FormSection title="Search engines">
              <Field
                label="Address"
                maxLength={80}
                hint={
                  collectionId
                    ? "The end of the page's link. The old address leads to the new one."
                    : "The end of the page's link, such as gifts-under-20. Empty: from the title."
                }
                {...text("slug")}
              />
              <Field label="SEO title" hint="Empty: the title." maxLength={200} {...text("seoTitle")} />
              <Field
                label="SEO description"
                hint="Empty: the beginning of the description."
                maxLength={400}
                {...text("seoDescription")}
              />
            </FormSection>
          </div>
        </div>
      </fieldset>
      {mayEdit && (
        <div className="sticky bottom-0 z-5 -mx-4 mt-6 flex flex-wrap items-center gap-4 border-t border-line bg-ground px-4 py-3">
          <Button busy={pending}>{save}</Button>
          <div role="status">
            {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
            {shown?.tone === "plain" && !pending && <p className="text-muted">Not saved yet.</p>}
          </div>
        </div>
      )}
    </form>
  );
}

const kinds = [
  { value: "manual", label: "Chosen by hand", hint: "You pick the products and their order." },
  { value: "rule", label: "By a rule", hint: "Products that fit come and go by themselves." },
];

function Kind({ chosen }: { chosen: string }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">How products are chosen</legend>
      {kinds.map(({ value, label, hint }) => (
        <div key={value} className="flex gap-3">
          <input
            type="radio"
            id={`kind-${value}`}
            name="kind"
            value={value}
            defaultChecked={value === chosen}
            aria-describedby={`kind-${value}-hint`}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <div>
            <label htmlFor={`kind-${value}`} className="font-medium">
              {label}
            </label>
            <p id={`kind-${value}-hint`} className="text-sm text-muted">
              {hint}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}

/** Renders how many products shoppers would see, and the first of them. */
function Look({ preview, busy }: { preview: Preview | null; busy: boolean }) {
  return (
    <div className="grid justify-items-start gap-2 border-t border-line pt-4">
      <Button look="quiet" name="intent" value="preview" busy={busy}>
        Preview
      </Button>
      <div role="status">
        {preview && (
          <>
            <p className="font-medium">
              {preview.total === 1 ? "Shoppers see 1 product" : `Shoppers see ${preview.total} products`}
            </p>
            {preview.names.length > 0 && (
              <p className="text-sm text-muted">
                {preview.names.join(", ")}
                {preview.total > preview.names.length && " …"}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  );
}
