"use client";

import { useEffect, useState } from "react";
import { type Image, SmallPicture } from "#app/_components/picture";
import { PictureChooser } from "#app/(admin)/admin/_parts/picture-chooser";
import type { FormPicture } from "./form-product";
import type { FormState } from "./form-state";
import { smallControl } from "./small-field";

type Typed = Record<string, string> | undefined;

/** Most pictures that a refused form may name. */
const most = 60;

/** Keeps the pictures of the form: those of a refused form, else the stored ones. */
export function usePictures(stored: FormPicture[], typed: Typed) {
  return useState<FormPicture[]>(() => typedPictures(stored, typed) ?? stored);
}

/** Returns the pictures that were sent with a refused form, with those that were added without JavaScript. */
function typedPictures(stored: FormPicture[], typed: Typed): FormPicture[] | null {
  if (!typed || !("pictures" in typed)) return null;
  const named = Array.from({ length: most }, (_, i) => i).flatMap((i) => {
    const key = typed[`images.${i}.key`] ?? typed[`add.${i}`];
    return key ? [{ key, alt: typed[`images.${i}.alt`] ?? "" }] : [];
  });
  return named.map((picture) => ({ ...stored.find(({ key }) => key === picture.key), ...picture }));
}

type ProductPicturesProps = {
  pictures: FormPicture[];
  change: (next: (before: FormPicture[]) => FormPicture[]) => void;
  recent: Image[];
  state: FormState;
  mayEdit: boolean;
};

/**
 * Renders the pictures in their order. With JavaScript they are uploaded, moved and removed at once; without, they have a
 * number, a box that removes them, and boxes that add pictures of the library.
 */
export function ProductPictures({ pictures, change, recent, state, mayEdit }: ProductPicturesProps) {
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const add = ({ key, alt, focus }: Image) =>
    change((before) =>
      before.some((one) => one.key === key) ? before : [...before, { key, alt, ...(focus && { focus }) }],
    );
  const remove = (key: string) => change((before) => before.filter((one) => one.key !== key));
  const move = (from: number, to: number) =>
    change((before) => {
      const rest = before.filter((_, i) => i !== from);
      const [moved] = before.slice(from, from + 1);
      return moved ? [...rest.slice(0, to), moved, ...rest.slice(to)] : before;
    });
  return (
    <div id="pictures" className="grid grid-cols-1 gap-4">
      <input type="hidden" name="pictures" value="1" />
      {pictures.length === 0 ? (
        <p className="text-muted">
          There are no pictures yet. Upload some, or choose them from the library. The first one is shown in
          listings.
        </p>
      ) : (
        <ol className="grid divide-y divide-line">
          {pictures.map((picture, i) => (
            <Row
              key={picture.key}
              {...{ picture, i, isLive, mayEdit }}
              isLast={i === pictures.length - 1}
              error={state.error(`images.${i}.alt`)}
              onAlt={(alt) =>
                change((before) => before.map((one) => (one.key === picture.key ? { ...one, alt } : one)))
              }
              onMove={(by) => move(i, i + by)}
              onRemove={() => remove(picture.key)}
            />
          ))}
        </ol>
      )}
      <details hidden={!mayEdit}>
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium">
          Add pictures
        </summary>
        <div className="mt-2">
          <PictureChooser
            recent={recent}
            multiple
            onUploaded={add}
            control={(image) => {
              const at = recent.findIndex(({ key }) => key === image.key);
              return isLive
                ? {
                    type: "checkbox",
                    checked: pictures.some(({ key }) => key === image.key),
                    onChange: ({ target }) => (target.checked ? add(image) : remove(image.key)),
                  }
                : { type: "checkbox", name: `add.${at}`, value: image.key };
            }}
          />
        </div>
      </details>
    </div>
  );
}

type RowProps = {
  picture: FormPicture;
  i: number;
  isLast: boolean;
  isLive: boolean;
  mayEdit: boolean;
  error: string | undefined;
  onAlt: (alt: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function Row({ picture, i, isLast, isLive, mayEdit, error, onAlt, onMove, onRemove }: RowProps) {
  const at = `images.${i}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 sm:flex-nowrap">
      <input type="hidden" name={`${at}.key`} value={picture.key} />
      <span className="w-5 shrink-0 text-sm text-muted tabular-nums">{i + 1}</span>
      <SmallPicture image={picture} pixels={64} className="size-16 shrink-0 rounded-control" />
      <div className="min-w-0 grow basis-40">
        <input
          id={`${at}.alt`}
          name={`${at}.alt`}
          value={picture.alt}
          maxLength={300}
          placeholder="What the picture shows"
          aria-label={`Alternative text of picture ${i + 1}`}
          aria-invalid={error ? true : undefined}
          onChange={({ target }) => onAlt(target.value)}
          className={smallControl}
        />
        {error && <p className="text-sm font-medium text-danger">{error}</p>}
      </div>
      {mayEdit && isLive && (
        <div className="flex shrink-0 gap-1">
          <Small label={`Move picture ${i + 1} up`} disabled={i === 0} onClick={() => onMove(-1)}>
            ↑
          </Small>
          <Small label={`Move picture ${i + 1} down`} disabled={isLast} onClick={() => onMove(1)}>
            ↓
          </Small>
          <Small label={`Remove picture ${i + 1}`} onClick={onRemove}>
            Remove
          </Small>
        </div>
      )}
      {mayEdit && !isLive && (
        <div className="flex shrink-0 items-center gap-3">
          <label className="flex items-center gap-2 text-sm text-muted">
            Position
            <input
              name={`${at}.position`}
              defaultValue={i + 1}
              inputMode="numeric"
              className={`${smallControl} w-14`}
            />
          </label>
          <label className="flex min-h-9 items-center gap-2 text-sm">
            <input type="checkbox" name={`${at}.isRemoved`} className="size-5 accent-accent" />
            Remove
          </label>
        </div>
      )}
    </li>
  );
}

type SmallProps = { label: string; disabled?: boolean; onClick: () => void; children: string };

function Small({ label, disabled = false, onClick, children }: SmallProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="inline-flex min-h-9 min-w-9 items-center justify-center rounded-control border border-edge bg-surface px-2 text-sm enabled:hover:border-ink disabled:border-line disabled:text-muted"
    >
      {children}
    </button>
  );
}
