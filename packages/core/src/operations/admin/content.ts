import type { z } from "zod";
import { Content, type Shown } from "#catalog/content";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Act, recorded } from "./recorded";

type Save = z.input<typeof Content.save.schema> & { requestId: string };

/**
 * Saves a page, the home page, the menus or the announcements, with the audit row. Returns what shoppers see differently; null
 * for a draft and for a request that was done before. Throws what `Content.save` throws.
 */
export const saveContent = (input: Save) =>
  onDocument(
    input.publish ? "content.publish" : "content.save",
    { ...Act.parse(input), documentId: input.kind === "page" ? input.documentId : input.kind },
    (also) => Content.save(input, also),
  );

const OnDocument = Act.extend(Content.unpublish.schema.shape);

/** Takes a page or the merchant's home page out of the shop. Throws what `Content.unpublish` throws. */
export const unpublishContent = fn(OnDocument, (act) =>
  onDocument("content.unpublish", act, (also) => Content.unpublish(act, also)),
);

/** Takes a page out of the shop and of the list. Throws what `Content.archive` throws. */
export const archiveContent = fn(OnDocument, (act) =>
  onDocument("content.archive", act, (also) => Content.archive(act, also)),
);

/** Brings an archived page back as a draft. Throws what `Content.unarchive` throws. */
export const unarchiveContent = fn(OnDocument, (act) =>
  onDocument("content.unarchive", act, (also) => Content.unarchive(act, also)),
);

/** Gives up the draft of a document. Throws what `Content.discard` throws. */
export const discardContent = fn(OnDocument, (act) =>
  onDocument("content.discard", act, (also) => Content.discard(act, also)),
);

/** Makes an earlier version of a document its draft. Throws what `Content.restore` throws. */
export const restoreContent = fn(OnDocument.extend(Content.restore.schema.shape), (act) =>
  onDocument("content.restore", { ...act, note: `version ${act.number}` }, (also) =>
    Content.restore(act, also),
  ),
);

type On = z.output<typeof Act> & { documentId: string; note?: string };

async function onDocument(
  action: string,
  { documentId, ...act }: On,
  work: (also: Writes) => Promise<Shown | null>,
): Promise<Shown | null> {
  let shown: Shown | null = null;
  const id = Content.forStaff.schema.shape.documentId.parse(documentId);
  const look = async () => {
    const document = await Content.forStaff({ documentId: id });
    return document ? Content.facts(document) : undefined;
  };
  await recorded(action, { ...act, subject: `content:${documentId}` }, look, async (also) => {
    shown = await work(also);
  });
  return shown;
}
