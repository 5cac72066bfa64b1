"use server";

import { Admin } from "@securecart/core/admin";
import { type AnnouncementsValue, Content } from "@securecart/core/content";
import { DomainError } from "@securecart/core/error";
import { z } from "zod";
import { type Outcome, typed } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { linkOf } from "../content/link-choices";
import { momentOf, show } from "../content/publishing";

/** Most announcements in the form. */
const most = 10;

const Form = z.looseObject({ seen: Whole("Reload the page.") });

/** Saves the announcements; those without a text are left out. A refused form keeps what was typed. */
export async function saveAnnouncements(_: Outcome | null, form: FormData): Promise<Outcome> {
  const outcome = await staffAction("content.edit", form, Form, async ({ seen, ...sent }, by) => {
    const { announcements, numbers } = await read(sent);
    const parsed = Content.values.announcements.safeParse({ announcements });
    const [issue] = parsed.error?.issues ?? [];
    if (issue) {
      const [, at, name] = issue.path;
      const field = `${String(name ?? "text")}${numbers[Number(at)] ?? 0}`;
      throw new DomainError("input", "input.invalid", issue.message, field);
    }
    const value: AnnouncementsValue = parsed.data ?? { announcements: [] };
    show(await Admin.saveContent({ kind: "announcements", value, seen, ...by }));
  });
  return outcome.ok
    ? { ...outcome, message: "Saved. The shop shows it in its time." }
    : { ...outcome, values: typed(form) };
}

/** Reads the announcements of the form, and which row each is. */
async function read(sent: Record<string, unknown>) {
  const text = (name: string) => {
    const value = sent[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const announcements = [];
  const numbers: number[] = [];
  for (let i = 0; i < most; i++) {
    if (text(`text${i}`) === "") continue;
    const startsAt = await momentOf(sent[`startsAt${i}`], `startsAt${i}`, "start");
    const endsAt = await momentOf(sent[`endsAt${i}`], `endsAt${i}`, "end");
    const link = linkOf(text(`link${i}`), text(`link${i}Url`));
    announcements.push({ text: text(`text${i}`), link, startsAt, endsAt });
    numbers.push(i);
  }
  return { announcements, numbers };
}
