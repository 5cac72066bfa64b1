"use server";

import { Admin } from "@securecart/core/admin";
import { type AnnouncementsValue, Content } from "@securecart/core/content";
import { DomainError } from "@securecart/core/error";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { textOf } from "#app/(admin)/admin/_parts/sent-form";
import { linkOf } from "../content/link-choices";
import { momentOf, show } from "../content/publishing";

/** Most announcements in the form. */
const most = 10;

const Form = z.looseObject({
  seen: Whole("Reload the page."),
  intent: z.enum(["save", "publish", "preview"]).catch("save"),
});

/**
 * Saves the announcements as a draft, publishes them, or opens their preview; those without a text are left out. A refused
 * form keeps what was typed.
 */
export async function saveAnnouncements(_: Outcome | null, form: FormData): Promise<Outcome> {
  let message = "";
  let isPreview = false;
  const outcome = await staffAction("content.edit", form, Form, async ({ seen, intent, ...sent }, by) => {
    const { announcements, numbers } = await read(sent);
    const parsed = Content.values.announcements.safeParse({ announcements });
    const [issue] = parsed.error?.issues ?? [];
    if (issue) {
      const [, at, name] = issue.path;
      const field = `${String(name ?? "text")}${numbers[Number(at)] ?? 0}`;
      throw new DomainError("input", "input.invalid", issue.message, field);
    }
    const value: AnnouncementsValue = parsed.data ?? { announcements: [] };
    const publish = intent === "publish";
    const at = await momentOf(sent, "publishAt");
    show(
      await Admin.saveContent({
        ...{ kind: "announcements", value, seen, publish, ...by },
        ...(at && { publishAt: at }),
      }),
    );
    message = publish ? "Published." : at ? "Saved and scheduled." : "Draft saved.";
    isPreview = intent === "preview";
  });
  if (isPreview) redirect("/admin/preview/announcements");
  return outcome.ok ? { ...outcome, message } : outcome;
}

/** Reads the announcements of the form, and which row each is. */
async function read(sent: Record<string, unknown>) {
  const text = (name: string) => textOf(sent, name);
  const announcements = [];
  const numbers: number[] = [];
  for (let i = 0; i < most; i++) {
    if (text(`text${i}`) === "") continue;
    const startsAt = await momentOf(sent, `startsAt${i}`, "start");
    const endsAt = await momentOf(sent, `endsAt${i}`, "end");
    const link = linkOf(text(`link${i}`), text(`link${i}Url`));
    announcements.push({ text: text(`text${i}`), link, startsAt, endsAt });
    numbers.push(i);
  }
  return { announcements, numbers };
}
