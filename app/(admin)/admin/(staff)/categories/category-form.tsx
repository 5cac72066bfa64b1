"use client";

import { useActionState } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { type Option, Options } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { MediaPicker } from "#app/(admin)/admin/_parts/media-picker";
import { RecordForm } from "#app/(admin)/admin/_parts/record-form";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { SaveBar } from "#app/(admin)/admin/_parts/save-bar";
import { SearchEngineFields } from "#app/(admin)/admin/_parts/search-engine-fields";
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
  parents: Option[];
  mayEdit: boolean;
};

/** Renders the form of a category. It works without JavaScript; a refusal keeps what was typed. */
export function CategoryForm(props: CategoryFormProps) {
  const { slug, version, requestId, values, image, recent, parents, mayEdit } = props;
  const [outcome, submit, pending] = useActionState(saveCategory, null);
  const refused = outcome?.ok === false ? outcome : null;
  const seen = refused?.conflict?.version ?? refused?.values?.seen ?? version;
  const save = refused?.conflict ? "Save mine" : slug ? "Save" : "Create category";
  const text = (name: keyof CategoryFormProps["values"]) => ({
    name,
    defaultValue: refused?.values?.[name] ?? values[name],
    error: refused?.fields?.[name],
  });
  return (
    <RecordForm
      submit={submit}
      hidden={{ requestId, slug, seen }}
      refused={refused}
      refusal={refused && <RefusedForm refused={refused} conflict={refused.conflict} className="mb-6" />}
      legend="Category"
      contentKey={refused?.values?.requestId ?? `saved-${version}`}
      mayEdit={mayEdit}
      bar={
        <SaveBar saved={outcome?.ok && !pending ? outcome.message : null}>
          <Button busy={pending}>{save}</Button>
        </SaveBar>
      }
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
            <Options options={parents} />
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
        <SearchEngineFields
          address={text("address")}
          title={text("seoTitle")}
          description={text("seoDescription")}
          isNew={slug === ""}
          example="coffee-mugs"
        />
      </div>
    </RecordForm>
  );
}
