"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { type ProductOutcome, saveProduct } from "./actions";
import type { Difference, FormProduct } from "./form-product";
import { formState } from "./form-state";
import { NewVariantFields, OptionFields } from "./option-fields";
import { ProductPictures, usePictures } from "./product-pictures";
import { TextArea } from "./text-area";
import { VariantRows } from "./variant-rows";

type Choice = { value: string; label: string };

type ProductFormProps = {
  product: FormProduct;
  requestId: string;
  categories: Choice[];
  statuses: Choice[];
  taxClasses: Choice[];
  /** Newest pictures of the library. */
  recent: Image[];
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
  mayEdit,
}: ProductFormProps) {
  const [outcome, submit, pending] = useActionState(saveProduct, null);
  const state = formState(outcome);
  const refused = outcome?.ok === false ? outcome : null;
  const seen = refused?.conflict?.version ?? refused?.values?.seen ?? product.version;
  const [pictures, setPictures] = usePictures(product.images, refused?.values);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) top.current?.focus();
  }, [refused]);
  const isNew = product.productId === "";
  const isUnlisted =
    product.categorySlug !== "" && categories.every(({ value }) => value !== product.categorySlug);
  const text = (name: keyof FormProduct & string) => ({
    name,
    defaultValue: state.value(name, String(product[name])),
    error: state.error(name),
  });
  return (
    <form action={submit} noValidate>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="productId" value={product.productId} />
      <input type="hidden" name="seen" value={seen} />
      <div ref={top} tabIndex={-1} role="alert" className="focus:outline-none">
        {refused && <Refused outcome={refused} />}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Product</legend>
        {/* The key shows the values of each refusal and of each saved version in the fields. */}
        <div
          key={refused?.values?.requestId ?? `saved-${product.version}`}
          className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
        >
          <div className="grid min-w-0 gap-6">
            <Section title="Details">
              <Field label="Title" required maxLength={200} {...text("name")} />
              <Field
                label="Summary"
                hint="One sentence for the page and for listings."
                {...text("summary")}
              />
              <RichTextField label="Description" rows={8} {...text("description")} />
            </Section>
            <Section title="Options">
              <OptionFields product={product} state={state} />
            </Section>
            <Section title="Pictures">
              <ProductPictures
                pictures={pictures}
                change={setPictures}
                recent={recent}
                state={state}
                mayEdit={mayEdit}
              />
            </Section>
            <Section title={isNew ? "Price and shipping" : "New variants"}>
              <NewVariantFields product={product} state={state} />
            </Section>
          </div>
          <div className="grid min-w-0 gap-6">
            <Section title="Visibility">
              <Select label="Status" required {...text("status")}>
                {statuses.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
              <Field
                label="Publish at"
                type="datetime-local"
                hint="In UTC. A draft becomes active at this time."
                {...text("publishAt")}
              />
            </Section>
            <Section title="Organization">
              <Select label="Category" {...text("categorySlug")}>
                <option value="">None</option>
                {isUnlisted && <option value={product.categorySlug}>{product.categorySlug} (missing)</option>}
                {categories.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
              <Field label="Brand" maxLength={100} {...text("brand")} />
              <Field label="Tags" hint="Separated by commas." {...text("tags")} />
              <Select label="Tax class" required {...text("taxClass")}>
                {product.taxClass === "" && !isNew && <option value="">As they are, by variant</option>}
                {taxClasses.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            </Section>
            <Section title="Search engines">
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
              <TextArea
                label="SEO description"
                hint="Empty: the summary."
                rows={3}
                {...text("seoDescription")}
              />
            </Section>
          </div>
          {product.variants.length > 0 && (
            <div className="min-w-0 lg:col-span-2">
              <Section title="Variants">
                <VariantRows product={product} pictures={pictures} state={state} />
              </Section>
            </div>
          )}
        </div>
      </fieldset>
      {mayEdit && (
        <div className="sticky bottom-0 z-5 -mx-4 mt-6 flex flex-wrap items-center gap-4 border-t border-line bg-ground px-4 py-3">
          <Button busy={pending}>
            {refused?.conflict ? "Save mine" : isNew ? "Create product" : "Save"}
          </Button>
          <div role="status">
            {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
          </div>
        </div>
      )}
    </form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-card border border-line bg-surface p-4 md:p-5">
      <h2 className="mb-3 text-xl">{title}</h2>
      <div className="grid gap-4">{children}</div>
    </section>
  );
}

/** Renders why the form was refused, with links to the fields, or the values that another staff member has saved. */
function Refused({ outcome }: { outcome: Extract<ProductOutcome, { ok: false }> }) {
  const { message, fields = {}, conflict } = outcome;
  const wrong = Object.entries(fields);
  return (
    <Notice tone="bad" className="mb-6">
      <p className="font-medium">{message}</p>
      {wrong.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {wrong.map(([name, error]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {error}
              </a>
            </li>
          ))}
        </ul>
      )}
      {conflict && <Conflict {...conflict} />}
    </Notice>
  );
}

function Conflict({ editor, differences }: { editor: string; differences: Difference[] }) {
  const by = editor.replace(/^staff:/, "");
  if (differences.length === 0)
    return (
      <p className="mt-2">
        {by && `${by} saved it. `}What is saved now is what you typed. Press “Save mine” to save it again.
      </p>
    );
  return (
    <>
      <p className="mt-2">
        {by && `${by} saved it. `}The form keeps what you typed. These values differ; “Save mine” replaces
        what is saved.
      </p>
      <table className="mt-3 w-full border-collapse text-left text-sm">
        <caption className="sr-only">Saved values that differ from yours</caption>
        <thead>
          <tr className="border-b border-edge">
            {["Field", "Saved now", "Yours"].map((label) => (
              <th key={label} scope="col" className="py-1 pr-4 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {differences.map(({ name, saved, typed }) => (
            <tr key={name}>
              <th scope="row" className="py-1.5 pr-4 text-left align-top font-normal">
                {name}
              </th>
              <td className="py-1.5 pr-4 align-top break-words">{saved || "(empty)"}</td>
              <td className="py-1.5 align-top break-words">{typed || "(empty)"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
