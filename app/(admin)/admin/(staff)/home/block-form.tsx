"use client";

import { useActionState } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { type Option, Options, Pair } from "#app/(admin)/admin/_parts/controls";
import { type FieldOf, type FieldProps, keptState } from "#app/(admin)/admin/_parts/kept-state";
import { MediaPicker } from "#app/(admin)/admin/_parts/media-picker";
import { RichTextField } from "#app/(admin)/admin/_parts/rich-text-field";
import { Refused } from "../content/conflict";
import type { LinkGroup } from "../content/link-choices";
import { LinkField } from "../content/link-field";
import { saveBlock } from "./actions";

type BlockFormProps = {
  blockId: string;
  type: string;
  requestId: string;
  /** Values as they are saved, and a name of them. */
  values: Record<string, string>;
  print: string;
  editor: string;
  links: LinkGroup[];
  sources: Option[];
  counts: number[];
  questions: number;
  mayEdit: boolean;
  /** Picture of the block, and those that it can have instead. */
  image: Image | null;
  recent: Image[];
};

const labels: Record<string, string> = {
  title: "Title",
  text: "Text",
  body: "Text",
  source: "Products",
  count: "How many",
  side: "Side of the picture",
  buttonLabel: "Button",
  buttonLink: "The button leads to",
  buttonLinkUrl: "Its address",
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [
      [`question${i}`, `Question ${i + 1}`],
      [`answer${i}`, `Answer ${i + 1}`],
    ]).flat(),
  ),
};

/** Renders the form of a block of the home page. It works without JavaScript; a refusal keeps what was typed. */
export function BlockForm(props: BlockFormProps) {
  const { blockId, requestId, values, print, editor, mayEdit } = props;
  const [outcome, submit, pending] = useActionState(saveBlock, null);
  const { refused, isConflict, shown, error, field, key } = keptState(outcome, {
    values,
    version: print,
    labelOf: (name) => labels[name] ?? name,
    changed: "content.changed",
  });
  return (
    <form action={submit} noValidate className="max-w-3xl">
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="blockId" value={blockId} />
      {/* Only after the other person's values were shown may the next save replace them. */}
      <input
        type="hidden"
        name="print"
        value={refused && !isConflict ? (refused.values?.print ?? print) : print}
      />
      <div role="alert">
        {refused && <Refused refused={refused} labels={labels} saved={values} editor={editor} />}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Block</legend>
        <div key={key} className="grid gap-4">
          <Fields {...props} field={field} shown={shown} error={error("buttonLink")} />
        </div>
      </fieldset>
      {mayEdit && (
        <div className="mt-6 flex flex-wrap items-center gap-4">
          <Button busy={pending}>{isConflict ? "Save mine" : "Save draft"}</Button>
          <div role="status">
            {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
          </div>
        </div>
      )}
    </form>
  );
}

type FieldsProps = BlockFormProps & {
  field: FieldOf;
  shown: Record<string, string>;
  error: string | undefined;
};

function Fields({
  type,
  field,
  shown,
  error,
  links,
  sources,
  counts,
  questions,
  image,
  recent,
}: FieldsProps) {
  const isOptional = type === "text" || type === "image-text";
  const title = <Field required={!isOptional} maxLength={120} {...field("title")} />;
  const button = (
    <Pair>
      <Field maxLength={40} hint="Empty: no button." {...field("buttonLabel")} />
      <LinkField
        name="buttonLink"
        label="The button leads to"
        choices={links}
        chosen={shown.buttonLink ?? ""}
        typed={shown.buttonLinkUrl ?? ""}
        none="Nowhere: no button"
        error={error}
      />
    </Pair>
  );
  const body = <RichTextField required rows={10} maxLength={50_000} {...field("body")} />;
  const picture = (
    <MediaPicker name="image" label="Picture" value={chosenOf(shown, image, recent)} recent={recent} />
  );
  switch (type) {
    case "hero":
      return (
        <>
          {title}
          <Field maxLength={400} hint="One or two sentences below the title." {...field("text")} />
          {button}
          {picture}
        </>
      );
    case "products":
      return (
        <>
          {title}
          <Pair>
            <Choices {...field("source")} options={sources} />
            <Choices
              {...field("count")}
              options={counts.map((count) => ({ value: `${count}`, label: `Up to ${count}` }))}
            />
          </Pair>
        </>
      );
    case "text":
      return (
        <>
          {title}
          {body}
        </>
      );
    case "image-text":
      return (
        <>
          {title}
          {body}
          {button}
          {picture}
          <Choices
            {...field("side")}
            options={[
              { value: "left", label: "Picture on the left" },
              { value: "right", label: "Picture on the right" },
            ]}
          />
        </>
      );
    case "faq":
      return (
        <>
          {title}
          {Array.from({ length: questions }, (_, i) => i).map((i) => (
            <div key={i} className="grid gap-3 border-t border-line pt-4">
              <Field maxLength={200} {...field(`question${i}`)} />
              <RichTextField rows={3} maxLength={10_000} {...field(`answer${i}`)} />
            </div>
          ))}
          <p className="text-sm text-muted">Empty questions are left out. Save to get more empty ones.</p>
        </>
      );
    default:
      return title;
  }
}

/** Returns the picture that was chosen in a form that is shown again, else the saved one. */
function chosenOf(shown: Record<string, string>, image: Image | null, recent: Image[]) {
  const { image: key, "image.alt": alt } = shown;
  if (key === undefined) return image;
  const chosen = [...(image ? [image] : []), ...recent].find((one) => one.key === key);
  return chosen ? { ...chosen, alt: alt ?? chosen.alt } : null;
}

function Choices({ options, ...field }: FieldProps & { options: Option[] }) {
  const isKnown = options.some(({ value }) => value === field.defaultValue);
  return (
    <Select required {...field}>
      {!isKnown && <option value={field.defaultValue}>{field.defaultValue} (no longer in the shop)</option>}
      <Options options={options} />
    </Select>
  );
}
