"use client";

import { useActionState, useEffect, useRef } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { MediaPicker } from "#app/(admin)/admin/_parts/media-picker";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { saveCategory } from "./actions";

type CategoryFormProps = {
  /** Empty for a new category. */
  slug: string;
  version: number;
  requestId: string;
  values: Record<
    "name" | "address" | "parent" | "description" | "status" | "seoTitle" | "seoDescription",
    string
  >;
  image: Image | null;
  recent: Image[];
  /** Categories that it may be in. */
  parents: { value: string; label: string }[];
  mayEdit: boolean;
};

/** Renders the form of a category. It works without JavaScript; a refusal keeps what was typed. */
export function CategoryForm(props: CategoryFormProps) {
  const { slug, version, requestId, values, image, recent, parents, mayEdit } = props;
  const [outcome, submit, pending] = useActionState(saveCategory, null);
  const refused = outcome?.ok === false ? outcome : null;
  const seen = refused?.conflict?.version ?? refused?.values?.seen ?? version;
  const save = refused?.conflict ? "Save mine" : slug ? "Save" : "Create category";
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) top.current?.focus();
  }, [refused]);
  const text = (name: keyof CategoryFormProps["values"]) => ({
    name,
    defaultValue: refused?.values?.[name] ?? values[name],
    error: refused?.fields?.[name],
  });
  return (
    <form action={submit} noValidate>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="seen" value={seen} />
      <div ref={top} tabIndex={-1} role="alert" className="focus:outline-none">
        {refused && <RefusedForm refused={refused} save={save} />}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Category</legend>
        <div
          key={refused?.values?.requestId ?? `saved-${version}`}
          className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
        >
          <div className="grid min-w-0 gap-6">
            <FormSection title="Details">
              <Field label="Title" required maxLength={100} {...text("name")} />
              <RichTextField
                label="Description"
                rows={6}
                hint="Shown above the products. At most 4,000 characters."
                {...text("description")}
              />
              <MediaPicker
                name="image"
                label="Picture"
                value={refused?.image === undefined ? image : refused.image}
                recent={recent}
                hint="Shown on the home page, and when a link to the page is shared."
                error={refused?.fields?.image}
              />
            </FormSection>
          </div>
          <div className="grid min-w-0 gap-6">
            <FormSection title="Place">
              <Select
                label="In category"
                hint="Its products are listed in the categories above it, too."
                {...text("parent")}
              >
                <option value="">None: at the top</option>
                {parents.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
              <Select
                label="Status"
                required
                hint="A hidden category and those in it have no page. Their products can still be bought."
                {...text("status")}
              >
                <option value="active">Active</option>
                <option value="hidden">Hidden</option>
              </Select>
            </FormSection>
            <FormSection title="Search engines">
              <Field
                label="Address"
                maxLength={80}
                hint={
                  slug
                    ? "The end of the page's link. The old address leads to the new one."
                    : "The end of the page's link, such as coffee-mugs. Empty: from the title."
                }
                {...text("address")}
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
          </div>
        </div>
      )}
    </form>
  );
}
