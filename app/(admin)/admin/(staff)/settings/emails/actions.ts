"use server";

import { type EmailKind, Settings } from "@securecart/core/settings";
import { SettingsCheck } from "@securecart/core/settings-check";
import { TestEmail } from "@securecart/core/test-email";
import { EmailTexts, type ShownText } from "@securecart/email/texts";
import { z } from "zod";
import { type Outcome, type Refusal, typed } from "#app/_lib/attempt";
import { shopName } from "#app/_lib/cached";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { requireStaff } from "#app/_lib/staff-session";

/** Outcome of the form; a preview shows the form again, with the text and sample data. */
export type EmailOutcome = Exclude<Outcome, Refusal> | (Refusal & { preview?: ShownText });

const Sent = z.object({
  kind: z.custom<EmailKind>(
    (kind) => typeof kind === "string" && Settings.isEmailKind(kind),
    "Reload the page.",
  ),
  seen: Whole("Reload the page."),
  intent: z.enum(["save", "preview", "test", "reset"], "Reload the page."),
  subject: z.string("Enter a subject."),
  heading: z.string("Enter a heading."),
  body: z.string("Enter the text of the email."),
});

/** Saves, previews, tries or resets the text of an email, by the button that was pressed. */
export async function saveEmail(_: EmailOutcome | null, form: FormData): Promise<EmailOutcome> {
  const { staffId } = await requireStaff({ may: "settings.change" });
  let message = "";
  let preview: ShownText | undefined;
  const outcome = await staffAction("settings.change", form, Sent, async (sent, by) => {
    const { kind, seen, intent, ...typed } = sent;
    if (intent === "reset") {
      await SettingsCheck.change("emails", { [kind]: null }, { ...by, seen });
      message = "The usual text is used again.";
      return;
    }
    const words = Settings.parse("emails", { [kind]: typed })[kind];
    if (!words) return;
    if (intent === "save") {
      await SettingsCheck.change("emails", { [kind]: words }, { ...by, seen });
      message = "Saved. Emails from now on have this text.";
      return;
    }
    preview = EmailTexts.preview(kind, await shopName(), words);
    if (intent === "preview") return;
    await TestEmail.request({ staffId, testOf: kind, words });
    message = "A test is on its way to your email address. Nothing was saved.";
  });
  if (!outcome.ok || !preview) return outcome.ok ? { ok: true, message } : outcome;
  return { ok: false, code: "emails.preview", message, tone: "plain", values: typed(form), preview };
}
