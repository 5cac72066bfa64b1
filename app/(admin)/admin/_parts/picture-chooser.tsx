"use client";

import { type ComponentProps, type KeyboardEvent, useEffect, useId, useState } from "react";
import { type Image, SmallPicture } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import { pictureTypes } from "./picture-file";
import { type LibraryPicture, readPictures } from "./upload-file";
import { UploadList, useUploads } from "./uploads";

type PictureChooserProps = {
  /** Newest pictures of the library. */
  recent: Image[];
  /** Takes over a picture that was just uploaded. */
  onUploaded: (image: Image) => void;
  multiple?: boolean;
  /** Name of the field of a file that is sent with the form without JavaScript. */
  file?: string;
  /** Returns the control of a picture: a radio button or a checkbox. */
  control: (image: Image) => ComponentProps<"input">;
};

/**
 * Renders pictures of the library to choose from. With JavaScript it also searches them and uploads new ones; without, it
 * has a file that is sent with the form, or leads to the library.
 */
export function PictureChooser({ recent, onUploaded, multiple = false, file, control }: PictureChooserProps) {
  const id = useId();
  const [isLive, setLive] = useState(false);
  const [found, setFound] = useState<Image[] | null>(null);
  const [words, setWords] = useState("");
  const [problem, setProblem] = useState("");
  const { uploads, start } = useUploads((picture) => onUploaded(imageOf(picture)));
  useEffect(() => setLive(true), []);
  const find = async () => {
    try {
      setFound(words.trim() ? (await readPictures({ q: words })).map(imageOf) : null);
      setProblem("");
    } catch {
      setProblem("The library could not be read. Try again.");
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // the form around it is not sent
    find();
  };
  const shown = found ?? recent;
  return (
    <div className="grid grid-cols-1 gap-3">
      {isLive ? (
        <div className="flex flex-wrap items-end gap-3">
          <label className="min-w-0 grow basis-56">
            <span className="block text-sm text-muted">Upload</span>
            <input
              type="file"
              accept={pictureTypes}
              multiple={multiple}
              onChange={({ target }) => {
                if (target.files) start([...target.files]);
                target.value = "";
              }}
              className={fileClasses}
            />
          </label>
          <div className="flex grow basis-64 gap-2">
            <label htmlFor={id} className="sr-only">
              Search pictures
            </label>
            <input
              id={id}
              type="search"
              maxLength={100}
              placeholder="Search pictures"
              value={words}
              onChange={({ target }) => setWords(target.value)}
              onKeyDown={onKey}
              className={controlClasses}
            />
            <Button type="button" look="quiet" onClick={find}>
              Find
            </Button>
          </div>
        </div>
      ) : file ? (
        <label>
          <span className="block text-sm text-muted">
            Upload, at most 4 MB. It is chosen and uploaded when you save.
          </span>
          <input type="file" name={file} accept={pictureTypes} className={fileClasses} />
        </label>
      ) : (
        <p className="text-sm text-muted">
          The newest pictures of the library.{" "}
          <a href="/admin/media" target="_blank" rel="noreferrer" className="text-link">
            Upload others in the library
          </a>
          , then load this page again.
        </p>
      )}
      <UploadList uploads={uploads} />
      {problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      {shown.length === 0 ? (
        <p className="text-sm text-muted">
          {found ? "No picture matches." : "There are no pictures in the library yet."}
        </p>
      ) : (
        <ul className="grid max-h-80 grid-cols-4 gap-2 overflow-y-auto p-1 sm:grid-cols-6 lg:grid-cols-8">
          {shown.map((image) => (
            <li key={image.key}>
              <label className="relative block cursor-pointer" title={image.alt}>
                <input
                  {...control(image)}
                  aria-label={image.alt || "Picture without alternative text"}
                  className="peer absolute inset-0 size-full cursor-pointer opacity-0"
                />
                <SmallPicture
                  image={image}
                  pixels={80}
                  className="aspect-square w-full rounded-control border-2 border-transparent peer-checked:border-accent peer-focus-visible:outline-3 peer-focus-visible:outline-accent"
                />
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const fileClasses =
  "w-full min-w-0 file:mr-3 file:min-h-11 file:rounded-control file:border file:border-edge file:bg-surface file:px-4 file:font-medium";

const imageOf = ({ key, alt, width, height, focus }: LibraryPicture): Image => ({
  key,
  alt,
  width,
  height,
  ...(focus && { focus }),
});
