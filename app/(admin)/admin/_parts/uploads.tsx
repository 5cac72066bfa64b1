"use client";

import { useEffect, useState } from "react";
import { SmallPicture } from "#app/_components/picture";
import { type LibraryPicture, type Progress, uploadFile } from "./upload-file";

type Upload = { id: number; name: string; progress: Progress };

/** Uploads that run at once: more would slow each other down. */
const atOnce = 2;

let made = 0;

/** Keeps the uploads of a page: `start` queues files, `onReady` gets each picture that can be used. */
export function useUploads(onReady: (picture: LibraryPicture) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const isBusy = uploads.some(({ progress }) => !["ready", "failed"].includes(progress.state));
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isBusy]);
  const start = async (files: Iterable<File>) => {
    const waiting = [...files].map((file) => ({ id: made++, file }));
    // Made here: by the time React adds them, the first ones no longer wait.
    const added = waiting.map(({ id, file }) => ({
      id,
      name: file.name,
      progress: { state: "waiting" as const },
    }));
    setUploads((before) => [...added, ...before]);
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { id, file } = next;
        await uploadFile(file, (progress) => {
          setUploads((before) => before.map((one) => (one.id === id ? { ...one, progress } : one)));
          if (progress.state === "ready") onReady(progress.picture);
        });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };
  return { uploads, start, isBusy };
}

/** Renders what became of each upload. */
export function UploadList({ uploads }: { uploads: Upload[] }) {
  if (uploads.length === 0) return null;
  return (
    <ul aria-label="Uploads" className="grid divide-y divide-line border-y border-line">
      {uploads.map(({ id, name, progress }) => (
        <li key={id} className="flex min-h-11 items-center gap-3 py-1">
          {progress.state === "ready" ? (
            <SmallPicture image={progress.picture} pixels={36} className="size-9 shrink-0 rounded-control" />
          ) : (
            <span className="size-9 shrink-0 rounded-control bg-sunken" />
          )}
          <span className="min-w-0 grow">
            <span className="block truncate">{name}</span>
            {progress.state === "failed" && (
              <span className="block text-sm font-medium text-danger">{progress.reason}</span>
            )}
            {progress.state === "sending" && (
              <progress
                aria-label={`Sending ${name}`}
                max={1}
                value={progress.share}
                className="block h-1.5 w-full accent-accent"
              />
            )}
          </span>
          <span className="shrink-0 text-sm text-muted">{labels[progress.state]}</span>
        </li>
      ))}
    </ul>
  );
}

const labels: Record<Progress["state"], string> = {
  waiting: "Waiting",
  sending: "Sending",
  preparing: "Being prepared",
  ready: "Ready",
  failed: "Refused",
};
