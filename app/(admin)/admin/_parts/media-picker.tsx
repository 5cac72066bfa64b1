"use client";

import { useId, useState } from "react";
import { type Image, SmallPicture } from "#app/_components/picture";
import { controlClasses } from "#app/_components/ui/field";
import { PictureChooser } from "./picture-chooser";
import { fileOf } from "./picture-file";

type MediaPickerProps = {
  /** Name of the field with the picture's key; `<name>.alt` is its alternative text. `pickedPicture` reads both. */
  name: string;
  label: string;
  value: Image | null;
  /** From `recentPictures()`. */
  recent: Image[];
  hint?: string;
  error?: string | undefined;
};

/**
 * Renders the field of one picture: choose it from the library, upload a new one, or none. Without JavaScript it
 * is a list of the newest pictures and a file that is uploaded with the form.
 */
export function MediaPicker({ name, label, value, recent, hint, error }: MediaPickerProps) {
  const id = useId();
  const [chosen, setChosen] = useState(value);
  const [alt, setAlt] = useState(value?.alt ?? "");
  const [uploaded, setUploaded] = useState<Image[]>([]);
  const choose = (image: Image | null) => {
    setChosen(image);
    setAlt(image?.alt ?? "");
  };
  const list = withoutRepeats([...(value ? [value] : []), ...uploaded, ...recent]);
  const isListed = chosen === null || list.some(({ key }) => key === chosen.key);
  const radio = (image: Image | null) => ({
    type: "radio",
    name,
    value: image?.key ?? "",
    checked: chosen?.key === image?.key,
    onChange: () => choose(image),
  });
  return (
    <fieldset
      id={name}
      aria-describedby={error ? `${id}-error` : undefined}
      className="grid min-w-0 grid-cols-1 gap-3"
    >
      <legend className="mb-1 font-medium">
        {label} <span className="font-normal text-muted">(optional)</span>
      </legend>
      <div className="flex items-start gap-3">
        {chosen ? (
          <SmallPicture image={chosen} pixels={80} className="size-20 shrink-0 rounded-control" />
        ) : (
          <div className="size-20 shrink-0 rounded-control border border-dashed border-edge" />
        )}
        <div className="min-w-0 grow">
          <label htmlFor={`${id}-alt`} className="text-sm text-muted">
            Alternative text
          </label>
          <input
            id={`${id}-alt`}
            name={`${name}.alt`}
            value={alt}
            maxLength={300}
            onChange={({ target }) => setAlt(target.value)}
            className={controlClasses}
          />
        </div>
      </div>
      {!isListed && <input type="hidden" name={name} value={chosen.key} />}
      <details>
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium">
          {chosen ? "Choose another picture" : "Choose a picture"}
        </summary>
        <div className="mt-2 grid grid-cols-1 gap-3">
          <label className="flex min-h-11 items-center gap-3">
            <input {...radio(null)} className="size-5 accent-accent" />
            No picture
          </label>
          <PictureChooser
            recent={list}
            control={radio}
            file={fileOf(name)}
            onUploaded={(image) => {
              setUploaded((before) => [image, ...before]);
              choose(image);
            }}
          />
        </div>
      </details>
      {hint && <p className="text-sm text-muted">{hint}</p>}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Returns the pictures without those that came before. */
const withoutRepeats = (images: Image[]) =>
  images.filter(({ key }, at) => images.findIndex((other) => other.key === key) === at);
