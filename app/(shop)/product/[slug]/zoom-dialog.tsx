"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { CloseIcon, MinusIcon, NextIcon, PlusIcon, PreviousIcon } from "#app/_components/icons";
import { classes } from "#app/_components/ui/classes";
import type { LargePhoto } from "./zoom";

const levels = [1, 2, 3];

type ZoomDialogProps = { photos: LargePhoto[]; first: string; onClose: () => void };

const control =
  "inline-flex size-11 items-center justify-center rounded-full border border-edge bg-surface text-ink hover:border-ink disabled:opacity-40";

/**
 * Renders the photos over the whole window. The arrow keys and the buttons lead to the next one; a click, plus and minus
 * enlarge it, and then the arrow keys, a wheel or a finger move it. Two fingers enlarge it as they do any page.
 */
export default function ZoomDialog({ photos, first, onClose }: ZoomDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [place, setPlace] = useState(
    Math.max(
      0,
      photos.findIndex(({ id }) => id === first),
    ),
  );
  const [level, setLevel] = useState(0);
  useEffect(() => dialog.current?.showModal(), []);
  const photo = photos[place];
  if (!photo) return null;
  const isLarge = level > 0;

  function go(step: number) {
    setPlace((place + step + photos.length) % photos.length);
    setLevel(0);
  }
  const enlarge = (step: number) => setLevel(Math.min(levels.length - 1, Math.max(0, level + step)));
  function press(event: KeyboardEvent) {
    if (event.key === "+" || event.key === "=") enlarge(1);
    else if (event.key === "-") enlarge(-1);
    else if (!isLarge && event.key === "ArrowRight") go(1);
    else if (!isLarge && event.key === "ArrowLeft") go(-1);
  }

  return (
    <dialog
      ref={dialog}
      aria-label="Photos, large"
      onClose={onClose}
      onKeyDown={press}
      className="m-0 h-dvh max-h-none w-screen max-w-none bg-ground p-0 text-ink open:grid open:grid-rows-[auto_1fr]"
    >
      <div className="flex items-center gap-2 p-2">
        <button
          type="button"
          aria-label="Close photos"
          onClick={() => dialog.current?.close()}
          className={control}
        >
          <CloseIcon />
        </button>
        <p aria-live="polite" className="grow text-center text-sm tabular-nums">
          <span className="sr-only">Photo </span>
          {place + 1} of {photos.length}
        </p>
        <button
          type="button"
          aria-label="Smaller"
          disabled={!isLarge}
          onClick={() => enlarge(-1)}
          className={control}
        >
          <MinusIcon />
        </button>
        <button
          type="button"
          aria-label="Larger"
          disabled={level === levels.length - 1}
          onClick={() => enlarge(1)}
          className={control}
        >
          <PlusIcon />
        </button>
      </div>
      <div className="relative min-h-0">
        <div key={photo.id} className="size-full overflow-auto overscroll-contain">
          <button
            type="button"
            aria-label={isLarge ? "Show the whole photo" : "Enlarge the photo"}
            onClick={() => setLevel(isLarge ? 0 : 1)}
            style={isLarge ? { width: `${(levels[level] ?? 1) * 100}%` } : undefined}
            className={classes(
              "block focus-visible:-outline-offset-4",
              isLarge ? "cursor-zoom-out" : "size-full cursor-zoom-in",
            )}
          >
            <img
              src={photo.src}
              alt={photo.alt}
              width={photo.width}
              height={photo.height}
              className={isLarge ? "h-auto w-full max-w-none" : "size-full object-contain"}
            />
          </button>
        </div>
        {photos.length > 1 && !isLarge && (
          <>
            <button
              type="button"
              aria-label="Previous photo"
              onClick={() => go(-1)}
              className={classes(control, "absolute top-1/2 left-2 -translate-y-1/2")}
            >
              <PreviousIcon />
            </button>
            <button
              type="button"
              aria-label="Next photo"
              onClick={() => go(1)}
              className={classes(control, "absolute top-1/2 right-2 -translate-y-1/2")}
            >
              <NextIcon />
            </button>
          </>
        )}
      </div>
    </dialog>
  );
}
