"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { jsonOf } from "#app/_lib/json-of";
import { propertyOf } from "#app/_lib/property-of";

type Props = { requestId: string; mostBytes: number; partBytes: number };

const address = "/admin/products/import/file";

/**
 * Renders the form for a file. It works without JavaScript for a file of up to one part; with it, a large file is sent in
 * parts, with progress.
 */
export function UploadForm({ requestId, mostBytes, partBytes }: Props) {
  const router = useRouter();
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const most = Math.round(mostBytes / 1024 / 1024);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sent !== null) return;
    const file = new FormData(event.currentTarget).get("file");
    if (!(file instanceof File) || file.size === 0) return setProblem("Choose a file that is not empty.");
    if (file.size > mostBytes)
      return setProblem(`The file is too large: at most ${most} MB. Divide it into several.`);
    setProblem(null);
    setSent(0);
    try {
      const path = await sendParts(file, { requestId, partBytes, onSent: setSent });
      router.push(path);
    } catch (error) {
      setProblem(error instanceof Refused ? error.message : "The file could not be sent. Please try again.");
      setSent(null);
    }
  }

  return (
    <form
      action={address}
      method="post"
      encType="multipart/form-data"
      onSubmit={submit}
      className="grid max-w-2xl gap-4 rounded-card border border-line bg-surface p-5"
    >
      <input type="hidden" name="requestId" value={requestId} />
      <div className="grid gap-1">
        <label htmlFor="file" className="font-medium">
          CSV file of products
        </label>
        <p id="file-hint" className="text-sm text-muted">
          An export of Shopify, WooCommerce or Vendure, a file that this shop exported, or any list with a row
          per variant. At most {most} MB. Nothing changes before you have seen what would happen.
        </p>
        <input
          id="file"
          type="file"
          name="file"
          required
          accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
          aria-describedby={problem ? "file-error file-hint" : "file-hint"}
          aria-invalid={problem ? true : undefined}
          className="mt-2 max-w-full text-sm file:mr-3 file:min-h-11 file:rounded-control file:border file:border-edge file:bg-surface file:px-4 file:text-base file:font-medium file:text-ink"
        />
      </div>
      <noscript>
        <p className="text-sm text-muted">Without JavaScript a file may have at most 4 MB.</p>
      </noscript>
      <div role="status" className="empty:hidden">
        {problem && (
          <Notice tone="bad">
            <span id="file-error">{problem}</span>
          </Notice>
        )}
        {sent !== null && <p>Sending: {sent} %</p>}
      </div>
      <Button busy={sent !== null} className="justify-self-start">
        Upload
      </Button>
    </form>
  );
}

class Refused extends Error {}

type Sending = { requestId: string; partBytes: number; onSent: (percent: number) => void };

/** Sends a file in parts. Returns the path of its import. Throws `Refused` with the reason. */
async function sendParts(file: File, { requestId, partBytes, onSent }: Sending) {
  const parts = Math.ceil(file.size / partBytes);
  let path = "";
  for (let part = 1; part <= parts; part++) {
    const form = new FormData();
    form.set("requestId", requestId);
    form.set("fileName", file.name);
    form.set("size", `${file.size}`);
    form.set("part", `${part}`);
    form.set("parts", `${parts}`);
    form.set("file", file.slice((part - 1) * partBytes, part * partBytes), file.name);
    const response = await fetch(address, {
      method: "POST",
      headers: { accept: "application/json" },
      body: form,
    });
    const answer = await jsonOf(response); // a proxy that refuses a large body answers with HTML
    const problem = propertyOf(answer, "problem");
    if (typeof problem === "string") throw new Refused(problem);
    const found = propertyOf(answer, "path");
    if (!response.ok || typeof found !== "string")
      throw new Error(`The part was answered with ${response.status}.`);
    path = found;
    onSent(Math.floor((100 * part) / parts));
  }
  return path;
}
