"use server";

import { Admin } from "@securecart/core/admin";
import { Content } from "@securecart/core/content";
import { Id } from "@securecart/core/id";
import { RichText } from "@securecart/core/rich-text";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type Outcome, typed } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { momentOf, show } from "../content/publishing";

const { title, slug, seoTitle, seoDescription } = Content.values.page.shape;

const PageForm = z
  .object({
    /** Empty for a new page. */
    documentId: z.union([z.literal(""), Id.schema("page")]),
    seen: Whole("Reload the page."),
    title,
    slug: z.string().trim(),
    body: z.string().max(50_000, "At most 50,000 characters.").transform(RichText.fromMarkdown),
    seoTitle,
    seoDescription,
    publishAt: z.string(),
    zone: z.string().optional(),
    intent: z.enum(["save", "publish", "preview"]).catch("save"),
    confirmed: z.literal("on").optional(),
  })
  .transform((form) => ({ ...form, slug: form.slug || Content.slugFrom(form.title) }))
  .superRefine((form, context) => {
    const parsed = slug.safeParse(form.slug);
    for (const { message } of parsed.error?.issues ?? [])
      context.addIssue({ code: "custom", path: ["slug"], message });
  });

/** Saves the form of a page as a draft, publishes it, or opens its preview. A refused form keeps what was typed. */
export async function savePage(_: Outcome | null, form: FormData): Promise<Outcome> {
  let next = "";
  let message = "";
  const outcome = await staffAction("content.edit", form, PageForm, async (sent, by) => {
    const { documentId: known, seen, publishAt, zone, intent, confirmed, ...value } = sent;
    const documentId = known || Id.derived("page", "new", by.requestId);
    const publish = intent === "publish";
    const at = await momentOf({ publishAt, zone }, "publishAt");
    const shown = await Admin.saveContent({
      ...{ kind: "page", documentId, value, seen, publish, confirmed: confirmed === "on", ...by },
      ...(at && { publishAt: at }),
    });
    show(shown);
    message = publish ? "Published." : at ? "Saved and scheduled." : "Draft saved.";
    if (intent === "preview") next = `/admin/preview/pages/${documentId}`;
    else if (!known) next = `/admin/pages/${documentId}?created=1`;
  });
  if (outcome.ok && next) redirect(next);
  return outcome.ok ? { ...outcome, message } : { ...outcome, values: typed(form) };
}
