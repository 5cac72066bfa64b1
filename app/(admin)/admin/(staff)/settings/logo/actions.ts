"use server";

import { Settings } from "@securecart/core/settings";
import { SettingsCheck } from "@securecart/core/settings-check";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { pickedPicture } from "#app/(admin)/admin/_parts/picked-picture";

const Sent = z.object({ seen: Whole("Reload the page.") });

/** Saves the pictures of the shop. */
export async function saveLogo(_: Outcome | null, form: FormData): Promise<Outcome> {
  return staffAction("settings.change", form, Sent, async ({ seen }, by) => {
    const { logo, icon, share } = await Settings.read("brand");
    const picked = {
      logo: await pickedPicture(form, "logo", logo),
      icon: await pickedPicture(form, "icon", icon),
      share: await pickedPicture(form, "share", share),
    };
    await SettingsCheck.change("brand", picked, { ...by, seen });
    revalidateTag(tags.settings("brand"), { expire: 0 });
  });
}
