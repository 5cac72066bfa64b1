"use client";

import { useRouter } from "next/navigation";
import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "#app/_components/ui/button";
import { classes } from "#app/_components/ui/classes";
import { pictureTypes } from "#app/(admin)/admin/_parts/picture-file";
import { UploadList, useUploads } from "#app/(admin)/admin/_parts/uploads";

type UploaderProps = { url: string; fields: Record<string, string> };

/**
 * Renders the form that uploads pictures. Without JavaScript it posts one file straight to the bucket, which sends the
 * browser back; with JavaScript it takes several, also by drag and drop, and shows their progress.
 */
export function Uploader({ url, fields }: UploaderProps) {
  const router = useRouter();
  const { uploads, start } = useUploads(() => router.refresh());
  const [isLive, setLive] = useState(false);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => setLive(true), []);
  const take = (files: FileList | null) => {
    if (files && files.length > 0) start(files);
    if (input.current) input.current.value = "";
  };
  const drag = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(over);
  };
  return (
    <section aria-label="Upload" className="mb-6 grid grid-cols-1 gap-3">
      <form
        action={url}
        method="post"
        encType="multipart/form-data"
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take(event.dataTransfer.files);
        }}
        className={classes(
          "flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-dashed p-4",
          isOver ? "border-accent bg-accent-soft" : "border-edge bg-surface",
        )}
      >
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="min-w-0 grow basis-64">
          <label htmlFor={id} className="font-medium">
            {isLive ? "Drop pictures here, or choose them" : "Upload a picture"}
          </label>
          <p id={`${id}-hint`} className="text-sm text-muted">
            JPEG, PNG, WebP, AVIF or GIF; up to 25 MB and 60 megapixels. Location and camera are removed.
          </p>
        </div>
        <input
          ref={input}
          id={id}
          type="file"
          name="file"
          accept={pictureTypes}
          multiple={isLive}
          required
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => take(target.files)}
          className="w-full min-w-0 sm:w-auto sm:max-w-full file:mr-3 file:min-h-11 file:rounded-control file:border file:border-edge file:bg-surface file:px-4 file:font-medium"
        />
        {!isLive && <Button>Upload</Button>}
      </form>
      <UploadList uploads={uploads} />
    </section>
  );
}
