"use client";

import { type MouseEvent, useActionState, useState } from "react";
import { type Image, imageUrl } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { changePicture } from "../actions";

type PictureFormProps = { image: Image; hidden: Record<string, string>; mayEdit: boolean };

const middle = { x: 50, y: 50 };

/** Renders a picture with its focal point, which a click on the picture moves, and the form of both. */
export function PictureForm({ image, hidden, mayEdit }: PictureFormProps) {
  const [outcome, submit, pending] = useActionState(changePicture, null);
  const refused = outcome?.ok === false ? outcome : null;
  const [focus, setFocus] = useState(image.focus ?? middle);
  const point = ({ nativeEvent: { offsetX, offsetY }, currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const share = (at: number, of: number) => Math.min(100, Math.max(0, Math.round((100 * at) / of)));
    setFocus({
      x: share(offsetX, currentTarget.clientWidth),
      y: share(offsetY, currentTarget.clientHeight),
    });
  };
  const field = (axis: "x" | "y", label: string) => (
    <Field
      label={label}
      name={axis}
      type="number"
      min={0}
      max={100}
      inputMode="numeric"
      required
      value={Number.isNaN(focus[axis]) ? "" : focus[axis]}
      onChange={({ target }) => setFocus({ ...focus, [axis]: target.valueAsNumber })}
      error={refused?.fields?.[axis]}
    />
  );
  return (
    <form action={submit} noValidate className="grid min-w-0 grid-cols-1 gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="relative justify-self-start">
        {/* By keyboard, the fields below do the same. */}
        <button
          type="button"
          tabIndex={-1}
          disabled={!mayEdit}
          aria-label="Set the focal point"
          onClick={point}
          className="block enabled:cursor-crosshair"
        >
          <img
            src={imageUrl(image.key, 960)}
            width={image.width}
            height={image.height}
            alt={image.alt}
            className="pointer-events-none h-auto max-h-[70vh] w-auto max-w-full rounded-card bg-sunken"
          />
        </button>
        <span
          aria-hidden="true"
          style={{ left: `${focus.x}%`, top: `${focus.y}%` }}
          className="pointer-events-none absolute -mt-3 -ml-3 size-6 rounded-full border-2 border-white bg-black/30 outline-2 outline-black"
        />
      </div>
      <fieldset disabled={!mayEdit} className="grid max-w-xl min-w-0 grid-cols-1 gap-4">
        <legend className="sr-only">Texts of the picture</legend>
        <Field
          label="Alternative text"
          name="alt"
          maxLength={300}
          hint="Says what the picture shows, for people who do not see it and for search engines. New uses get it."
          defaultValue={refused?.values?.alt ?? image.alt}
          error={refused?.fields?.alt}
        />
        <div>
          <p className="mb-2 text-sm text-muted">
            The focal point stays in view where the picture is cropped, wherever it is used. Click on the
            picture, or enter it.
          </p>
          <div className="grid grid-cols-2 gap-3">
            {field("x", "From the left, in percent")}
            {field("y", "From the top, in percent")}
          </div>
        </div>
        {mayEdit && (
          <Button busy={pending} className="justify-self-start">
            Save
          </Button>
        )}
      </fieldset>
      <div role="status">
        {refused && <Notice tone="bad">{refused.message}</Notice>}
        {outcome?.ok && <Notice tone="good">Saved.</Notice>}
      </div>
    </form>
  );
}
