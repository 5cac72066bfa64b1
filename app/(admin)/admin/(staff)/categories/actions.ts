"use server";

import { Admin } from "@securecart/core/admin";
import { Catalog, Slug } from "@securecart/core/catalog";
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
import { readFields } from "./read-form";

export type CategoryOutcome = Outcome & {
  conflict?: SaveConflict;
  /** Picture in the form. */
  image?: Image | null;
};

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const may = "catalog.edit";
const Own = z.object({
  requestId: z.uuid(),
  slug: z.union([z.literal(""), Slug]),
  seen: z.coerce.number().int().min(0).catch(0),
});

/** Shows a change of the tree at once; its event does it again for other servers. */
function show(slug: string) {
  revalidateTag(tags.categories, { expire: 0 });
  revalidateTag(tags.category(slug), { expire: 0 });
}

/** Saves the form of a category. A new one's page opens; a refused form keeps what was typed. */
export async function saveCategory(_: CategoryOutcome | null, form: FormData): Promise<CategoryOutcome> {
  const staff = await requireStaff({ may, from: "/admin/categories" });
  let created = "";
  const kept: Pick<CategoryOutcome, "image"> = {};
  const outcome = await orRefusal(async (): Promise<CategoryOutcome> => {
    const { requestId, slug, seen } = Own.parse(fields(form));
    const stored = (await Catalog.allCategories()).find((one) => one.slug === slug);
    kept.image = await pickedPicture(form, "image", stored?.image.key ? stored.image : null);
    const input = readFields(form, kept.image);
    const by = { requestId, actor: Staff.actorOf(staff) };
    try {
      if (slug) await Admin.changeCategory({ ...input, slug, seen, ...by });
      else created = (await Admin.createCategory({ ...input, ...by })).slug;
    } catch (error) {
      if (!(error instanceof Admin.ChangedMeanwhile)) throw error;
      const { code, message, version, differences } = error;
      return { ok: false, code, message, conflict: { version, differences } };
    }
    show(slug || created);
    return { ok: true, message: "Saved." };
  });
  if (created) redirect(`/admin/categories/${created}?created=1`);
  refresh();
  return outcome.ok ? outcome : { ...outcome, ...kept, values: typed(form) };
}

const Move = z
  .object({ move: z.string().regex(/^(up|down):[a-z0-9-]{1,80}$/, "Choose where to move it.") })
  .transform(({ move }) => {
    const [to, slug = ""] = move.split(":");
    return { to: to === "up" ? ("up" as const) : ("down" as const), slug };
  });

/** Moves a category up or down among its siblings. */
export const moveCategory: Action = async (_, form) =>
  staffAction(may, form, Move, async (input, by) => {
    await Admin.moveCategory({ ...input, ...by });
    show(input.slug);
  });

/** Deletes a category and opens the list. */
export const deleteCategory: Action = async (_, form) => {
  const outcome = await staffAction(may, form, z.object({ slug: Slug }), async (input, by) => {
    await Admin.deleteCategory({ ...input, ...by });
    show(input.slug);
  });
  if (outcome.ok) redirect("/admin/categories?done=deleted");
  return outcome;
};

const Target = z.object({ slug: Slug, to: Slug.or(z.literal("")).pipe(Slug) });

/** Moves the products of a category to another one, as many as fit into one request. */
export const moveProducts: Action = async (_, form) => {
  let message = "";
  const outcome = await staffAction(may, form, Target, async (input, by) => {
    const { moved, left } = await Admin.moveProducts({ ...input, ...by });
    show(input.slug);
    show(input.to);
    message = `${moved === 1 ? "1 product was" : `${moved} products were`} moved.${left > 0 ? ` ${left} are left: press the button again.` : ""}`;
  });
  return outcome.ok ? { ...outcome, message } : outcome;
};
