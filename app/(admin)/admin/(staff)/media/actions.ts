"use server";

import { Admin } from "@securecart/core/admin";
import { Media } from "@securecart/core/media";
import { Staff } from "@securecart/core/staff";
import { z } from "zod";
import { attempt, fields, type Outcome, orRefusal, type Refusal } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { requireStaff } from "#app/_lib/staff-session";

type Ticket = Awaited<ReturnType<typeof Media.ticket>>;

/** Returns the form with which the browser uploads one file straight to the bucket. */
export async function beginUpload(
  _: unknown,
  form: FormData,
): Promise<{ ok: true; ticket: Ticket } | Refusal> {
  await requireStaff({ may: "media.edit", from: "/admin/media" });
  return orRefusal(async () => {
    fields(form); // throws for what is no form
    return { ok: true as const, ticket: await Media.ticket({}) };
  });
}

const Uploaded = z.object({ mediaId: z.string(), name: z.string() });

/** Puts an uploaded file into the library. */
export async function finishUpload(_: unknown, form: FormData): Promise<Outcome> {
  const staff = await requireStaff({ may: "media.edit", from: "/admin/media" });
  return attempt(async () =>
    Admin.addPicture({ ...Uploaded.parse(fields(form)), actor: Staff.actorOf(staff) }),
  );
}

const OnPicture = z.object({ mediaId: z.string(), seen: z.string() });
const percent = "Enter a whole number from 0 to 100.";
const Percent = Whole(percent).pipe(z.int().min(0, percent).max(100, percent));
const Texts = OnPicture.extend({ alt: z.string(), x: Percent, y: Percent });

/** Saves alternative text and focal point. */
export const changePicture = async (_: Outcome | null, form: FormData): Promise<Outcome> =>
  staffAction("media.edit", form, Texts, ({ x, y, ...texts }, by) =>
    Admin.changePicture({ ...texts, ...by, focus: { x, y } }),
  );

/** Removes an unused picture. */
export const removePicture = async (_: Outcome | null, form: FormData): Promise<Outcome> =>
  staffAction("media.edit", form, OnPicture, (input, by) => Admin.removePicture({ ...input, ...by }));

/** Restores a removed picture. */
export const restorePicture = async (_: Outcome | null, form: FormData): Promise<Outcome> =>
  staffAction("media.edit", form, OnPicture, (input, by) => Admin.restorePicture({ ...input, ...by }));

/** Removes the unused pictures that the first page of their list shows. */
export async function removeUnused(_: Outcome | null, form: FormData): Promise<Outcome> {
  let removed = 0;
  const outcome = await staffAction("media.edit", form, z.object({}), async (_input, by) => {
    removed = await Admin.removeUnusedPictures(by);
  });
  return outcome.ok ? { ok: true, message: `Removed ${removed}. You can restore them for a week.` } : outcome;
}
