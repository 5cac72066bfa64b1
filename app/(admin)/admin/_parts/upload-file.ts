import { z } from "zod/mini";
import { beginUpload, finishUpload } from "#app/(admin)/admin/(staff)/media/actions";

/** Largest file, in bytes; the bucket refuses a larger one too. */
const mostBytes = 25 * 1024 * 1024;

/** Pause between two looks at the state of a picture, in milliseconds. */
const pause = 700;

const Picture = z.object({
  mediaId: z.string(),
  key: z.string(),
  name: z.string(),
  alt: z.string(),
  state: z.string(),
  reason: z.optional(z.string()),
  width: z.number(),
  height: z.number(),
  focus: z.optional(z.object({ x: z.number(), y: z.number() })),
});
const Answer = z.object({ pictures: z.array(Picture) });

export type LibraryPicture = z.output<typeof Picture>;

/** State of an upload, with its share of sent bytes from 0 to 1. */
export type Progress =
  | { state: "waiting" }
  | { state: "sending"; share: number }
  | { state: "preparing" }
  | { state: "ready"; picture: LibraryPicture }
  | { state: "failed"; reason: string };

const failed = (reason: string): Progress => ({ state: "failed", reason });
const lost = "The connection was lost. Upload the file again.";

/** Uploads a file straight to the bucket, waits until it is checked and prepared, and reports each step. */
export async function uploadFile(file: File, onProgress: (progress: Progress) => void): Promise<void> {
  try {
    onProgress(await steps(file, onProgress));
  } catch {
    onProgress(failed(lost));
  }
}

async function steps(file: File, onProgress: (progress: Progress) => void): Promise<Progress> {
  if (file.size > mostBytes)
    return failed("The file is larger than 25 MB. Save it as a JPEG with lower quality or smaller size.");
  onProgress({ state: "sending", share: 0 });
  const begun = await beginUpload(null, new FormData());
  if (!begun.ok) return failed(begun.message);
  const { mediaId, url, fields } = begun.ticket;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  const status = await send(url, form, (share) => onProgress({ state: "sending", share }));
  if (status !== 201) return failed(lost);
  onProgress({ state: "preparing" });
  const sent = new FormData();
  sent.append("mediaId", mediaId);
  sent.append("name", file.name);
  const finished = await finishUpload(null, sent);
  return finished.ok ? prepared(mediaId) : failed(finished.message);
}

/** Posts a form and returns the status; `fetch` cannot report progress. Throws when the connection fails. */
const send = (url: string, form: FormData, onShare: (share: number) => void) =>
  new Promise<number>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => onShare(total ? loaded / total : 0));
    request.addEventListener("load", () => resolve(request.status));
    request.addEventListener("error", () => reject(new Error(lost)));
    request.open("POST", url);
    request.send(form);
  });

async function prepared(mediaId: string): Promise<Progress> {
  for (;;) {
    const [picture] = await readPictures({ ids: mediaId });
    if (picture?.state === "ready") return { state: "ready", picture };
    if (picture?.state === "refused") return failed(picture.reason ?? "");
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** Returns pictures of the library by id, or those that a search finds. */
export async function readPictures(query: { ids: string } | { q: string }): Promise<LibraryPicture[]> {
  const answer = await fetch(`/api/admin/media?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`The pictures could not be read: ${answer.status}.`);
  return Answer.parse(await answer.json()).pictures;
}
