"use client";

import { useActionState } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { Choices, type Option } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { MediaPicker } from "#app/(admin)/admin/_parts/media-picker";
import { RecordForm } from "#app/(admin)/admin/_parts/record-form";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { SaveBar } from "#app/(admin)/admin/_parts/save-bar";
import { SearchEngineFields } from "#app/(admin)/admin/_parts/search-engine-fields";
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
  categories: Option[];
  /** Currencies of the shop, its own first. */
  currencies: readonly string[];
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
  const value = (name: keyof Values) => shown?.values?.[name] ?? values[name];
  const text = (name: keyof Values) => ({
    name,
    defaultValue: value(name),
    error: shown?.fields?.[name],
  });
  const conditions = shown?.values ? typedConditions(shown.values) : props.conditions;
  return (
    <RecordForm
      submit={submit}
      hidden={{ requestId, collectionId, seen }}
      refused={refused}
      refusal={refused && <RefusedForm refused={refused} conflict={refused.conflict} className="mb-6" />}
      legend="Collection"
      contentKey={shown ? JSON.stringify([shown.values, shown.image]) : `saved-${version}`}
      mayEdit={mayEdit}
      className="group/kind"
      bar={
        <SaveBar
          saved={outcome?.ok && !pending ? outcome.message : null}
          note={shown?.tone === "plain" && !pending && "Not saved yet."}
        >
          <Button busy={pending}>{save}</Button>
        </SaveBar>
      }
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
          <Choices
            name="kind"
            legend="How products are chosen"
            isLegendHidden
            options={kinds}
            value={value("kind")}
          />
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
              currencies={props.currencies}
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
        <SearchEngineFields
          address={text("slug")}
          title={text("seoTitle")}
          description={text("seoDescription")}
          isNew={collectionId === ""}
          example="gifts-under-20"
        />
      </div>
    </RecordForm>
  );
}

const kinds = [
  { value: "manual", label: "Chosen by hand", hint: "You pick the products and their order." },
  { value: "rule", label: "By a rule", hint: "Products that fit come and go by themselves." },
];

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
