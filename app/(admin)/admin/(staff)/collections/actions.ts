"use server";

import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import { Staff } from "@securecart/core/staff";
import { refresh, revalidateTag } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Image } from "#app/_components/picture";
import { fields, type Outcome, orRefusal, typed } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { staffAction } from "#app/_lib/staff-action";
import { requireStaff } from "#app/_lib/staff-session";
import { pickedPicture } from "#app/(admin)/admin/_parts/picked-picture";
import type { SaveConflict } from "#app/(admin)/admin/_parts/saved-meanwhile";
import { findProducts, type Named, named, type Preview, previewOf } from "./read";
import { chosenIn, readFields } from "./read-form";
import { reordered } from "./reordered";

export type CollectionOutcome = Outcome & {
  conflict?: SaveConflict;
  /** Products in the form, in order. */
  chosen?: Named[];
  /** Products that were searched. */
  found?: Named[];
  preview?: Preview;
  /** Picture in the form. */
  image?: Image | null;
};

const may = "catalog.edit";
const Own = z.object({
  requestId: z.uuid(),
  collectionId: z.union([z.literal(""), Id.schema("collection")]),
  seen: z.coerce.number().int().min(0).catch(0),
});

/** Shows a change at once; its event does it again for other servers. */
function show(slugs: string[]) {
  for (const slug of slugs) revalidateTag(tags.collection(slug), { expire: 0 });
}

/**
 * Runs the form of a collection: its buttons save it, or change the products in the form, search or preview, which saves
 * nothing. A new one's page opens; a refused form keeps what was typed.
 */
export async function saveCollection(
  _: CollectionOutcome | null,
  form: FormData,
): Promise<CollectionOutcome> {
  const staff = await requireStaff({ may, from: "/admin/collections" });
  let created = "";
  const kept: Pick<CollectionOutcome, "chosen" | "image"> = {};
  const outcome = await orRefusal(async (): Promise<CollectionOutcome> => {
    const own = Own.parse(fields(form));
    const stored = own.collectionId ? await Collection.find({ collectionId: own.collectionId }) : null;
    kept.image = await pickedPicture(form, "image", stored?.image.key ? stored.image : null);
    const intent = String(form.get("intent") ?? "save");
    const productIds = reordered(chosenIn(form), intent);
    kept.chosen = await named(productIds);
    const { fields: input, wrong } = readFields(form, kept.image);
    if (intent !== "save") return draft(form, intent, { ...input, productIds });
    if (Object.keys(wrong).length > 0)
      return { ok: false, code: "input.invalid", message: "Please check the form.", fields: wrong };
    const by = { requestId: own.requestId, actor: Staff.actorOf(staff) };
    try {
      if (own.collectionId) {
        const { collectionId, seen } = own;
        show((await Admin.changeCollection({ ...input, ...by, collectionId, seen })).slugs);
      } else {
        const { collectionId, slugs } = await Admin.createCollection({ ...input, ...by });
        created = collectionId;
        show(slugs);
      }
    } catch (error) {
      if (!(error instanceof Admin.ChangedMeanwhile)) throw error;
      const { code, message, version, differences } = error;
      return { ok: false, code, message, conflict: { version, differences } };
    }
    return { ok: true, message: "Saved." };
  });
  if (created) redirect(`/admin/collections/${created}?created=1`);
  if (outcome.ok) refresh();
  return outcome.ok ? outcome : { ...outcome, ...kept, values: typed(form) };
}

type Input = ReturnType<typeof readFields>["fields"];

/** Returns the form with what a button that does not save has added to it. */
async function draft(form: FormData, intent: string, input: Input): Promise<CollectionOutcome> {
  const shown = { ok: false, code: "collection.draft", message: "", tone: "plain" } as const;
  if (intent === "find") return { ...shown, found: await findProducts(String(form.get("q") ?? "")) };
  if (intent !== "preview") return shown;
  const { rule, productIds, sort } = input;
  const hasNone = form.get("kind") === "rule" && rule?.conditions.length === 0;
  const row = { sort, productIds, ...(rule && { rule }) };
  const preview = hasNone ? { total: 0, names: [] } : await previewOf(row, await Catalog.allCategories());
  return { ...shown, preview };
}

const Choice = z.object({
  productId: z.string(),
  seen: z.string().transform((ids) => ids.split(",").filter(Boolean)),
  collectionIds: z
    .union([z.string().transform((id) => [id]), z.array(z.string())])
    .optional()
    .transform((ids) => ids ?? []),
});

/** Puts a product into the ticked collections, and takes it out of the others. */
export async function chooseCollections(_: Outcome | null, form: FormData): Promise<Outcome> {
  return staffAction(may, form, Choice, async (input, by) => {
    show((await Admin.chooseCollections({ ...input, ...by })).slugs);
  });
}
