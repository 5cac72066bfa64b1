"use client";

import type { SaleCurrency } from "@securecart/core/catalog";
import { useActionState } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { type Option, Options, TextArea } from "#app/(admin)/admin/_parts/controls";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { RecordForm } from "#app/(admin)/admin/_parts/record-form";
import { RefusedForm } from "#app/(admin)/admin/_parts/refused-form";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { SaveBar } from "#app/(admin)/admin/_parts/save-bar";
import { saveProduct } from "./actions";
import type { FormProduct } from "./form-product";
import { formState } from "./form-state";
import { NewVariantFields, OptionFields } from "./option-fields";
import { ProductPictures, usePictures } from "./product-pictures";
import { VariantRows } from "./variant-rows";

type ProductFormProps = {
  product: FormProduct;
  requestId: string;
  categories: Option[];
  statuses: Option[];
  taxClasses: Option[];
  /** Newest pictures of the library. */
  recent: Image[];
  /** Time zone of the shop. */
  zone: string;
  /** Currencies in which the product needs prices. */
  currencies: SaleCurrency[];
  mayEdit: boolean;
};

/** Renders the form of a product. It works without JavaScript; a refusal keeps what was typed. */
export function ProductForm({
  product,
  requestId,
  categories,
  statuses,
  taxClasses,
  recent,
  zone,
  currencies,
  mayEdit,
}: ProductFormProps) {
  const [outcome, submit, pending] = useActionState(saveProduct, null);
  const state = formState(outcome);
  const refused = outcome?.ok === false ? outcome : null;
  const seen = refused?.conflict?.version ?? refused?.values?.seen ?? product.version;
  const [pictures, setPictures] = usePictures(product.images, refused?.values);
  const inZone = state.value("zone", zone);
  const isNew = product.productId === "";
  const isUnlisted =
    product.categorySlug !== "" && categories.every(({ value }) => value !== product.categorySlug);
  const text = (name: keyof FormProduct & string) => ({
    name,
    defaultValue: state.value(name, String(product[name])),
    error: state.error(name),
  });
  return (
    <RecordForm
      submit={submit}
      hidden={{ requestId, productId: product.productId, seen, zone: inZone }}
      refused={refused}
      refusal={refused && <RefusedForm refused={refused} conflict={refused.conflict} className="mb-6" />}
      legend="Product"
      contentKey={refused?.values?.requestId ?? `saved-${product.version}`}
      mayEdit={mayEdit}
      bar={
        <SaveBar saved={outcome?.ok && !pending ? outcome.message : null}>
          <Button busy={pending}>
            {refused?.conflict ? "Save mine" : isNew ? "Create product" : "Save"}
          </Button>
        </SaveBar>
      }
    >
      <div className="grid min-w-0 gap-6">
        <FormSection title="Details">
          <Field label="Title" required maxLength={200} {...text("name")} />
          <Field label="Summary" hint="One sentence for the page and for listings." {...text("summary")} />
          <RichTextField label="Description" rows={8} {...text("description")} />
        </FormSection>
        <FormSection title="Options">
          <OptionFields product={product} state={state} />
        </FormSection>
        <FormSection title="Pictures">
          <ProductPictures
            pictures={pictures}
            change={setPictures}
            recent={recent}
            state={state}
            mayEdit={mayEdit}
          />
        </FormSection>
        <FormSection title={isNew ? "Price and shipping" : "New variants"}>
          <NewVariantFields product={product} state={state} currencies={currencies} />
        </FormSection>
      </div>
      <div className="grid min-w-0 gap-6">
        <FormSection title="Visibility">
          <Select label="Status" required {...text("status")}>
            <Options options={statuses} />
          </Select>
          <Field
            label="Publish at"
            type="datetime-local"
            hint={`Time in ${inZone.replaceAll("_", " ")}. A draft becomes active at this time.`}
            {...text("publishAt")}
          />
        </FormSection>
        <FormSection title="Organization">
          <Select label="Category" {...text("categorySlug")}>
            <option value="">None</option>
            {isUnlisted && <option value={product.categorySlug}>{product.categorySlug} (missing)</option>}
            <Options options={categories} />
          </Select>
          <Field label="Brand" maxLength={100} {...text("brand")} />
          <Field label="Tags" hint="Separated by commas." {...text("tags")} />
          <Select label="Tax class" required {...text("taxClass")}>
            {product.taxClass === "" && !isNew && <option value="">As they are, by variant</option>}
            <Options options={taxClasses} />
          </Select>
        </FormSection>
        <FormSection title="Search engines">
          <Field
            label="Address"
            hint={
              isNew
                ? "The end of the page's link, such as linen-shirt. Empty: from the title."
                : "The end of the page's link. The old address leads to the new one."
            }
            maxLength={80}
            {...text("slug")}
          />
          <Field label="SEO title" hint="Empty: the title." maxLength={200} {...text("seoTitle")} />
          <TextArea label="SEO description" hint="Empty: the summary." rows={3} {...text("seoDescription")} />
        </FormSection>
      </div>
      {product.variants.length > 0 && (
        <div className="min-w-0 lg:col-span-2">
          <FormSection title="Variants">
            <VariantRows {...{ product, pictures, state, currencies }} />
          </FormSection>
        </div>
      )}
    </RecordForm>
  );
}
