"use server";

import { Admin } from "@securecart/core/admin";
import type { MenusValue } from "@securecart/core/content";
import { z } from "zod";
import { fields as fieldsOf, type Outcome } from "#app/_lib/attempt";
import { type Signed, staffAction, Whole } from "#app/_lib/staff-action";
import { momentOf, show } from "../content/publishing";
import { readMenus } from "./read";
import { checked, padded, type Row, readRows, rearranged } from "./rows";

export type MenuOutcome = Outcome & { rows?: Row[]; seen?: string };

const Form = z.looseObject({
  seen: Whole("Reload the page."),
  menu: z.enum(["header", "footer"]),
  intent: z.string().default("save"),
});

/** Runs the form of a menu: its buttons move or remove a row of the form, or save all rows as the draft. Nothing typed is lost. */
export async function saveMenu(_: MenuOutcome | null, form: FormData): Promise<MenuOutcome> {
  let rows: Row[] = [];
  let wrong: Record<string, string> = {};
  let isSaved = false;
  const outcome = await staffAction("content.edit", form, Form, async ({ seen, menu, intent }, by) => {
    rows = padded(rearranged(readRows(fieldsOf(form)), intent), menu);
    if (intent !== "save") return;
    const { entries, fields } = checked(rows, menu);
    wrong = fields;
    if (!entries) return;
    await saveMenus({ [menu]: entries }, seen, by);
    isSaved = true;
  });
  if (!outcome.ok) return { ...outcome, rows: rows.length > 0 ? rows : readRowsOf(form) };
  if (isSaved) return { ok: true, message: "Draft saved." };
  const isWrong = Object.keys(wrong).length > 0;
  return {
    ...{ ok: false, code: "input.invalid", fields: wrong, rows },
    ...{ message: isWrong ? "Please check the form." : "", tone: "plain" },
    ...(form instanceof FormData && { seen: String(form.get("seen") ?? "") }),
  };
}

const readRowsOf = (form: FormData) => (form instanceof FormData ? readRows(Object.fromEntries(form)) : []);

const Automatic = z.object({ seen: Whole("Reload the page."), menu: z.enum(["header", "footer"]) });

/** Makes a menu of the draft follow the categories and pages of the shop again. */
export async function makeAutomatic(_: Outcome | null, form: FormData): Promise<Outcome> {
  return staffAction("content.edit", form, Automatic, ({ seen, menu }, by) =>
    saveMenus({ [menu]: null }, seen, by),
  );
}

/** Saves one menu of the draft beside the other as it is. Refuses when either has changed since it was seen. */
async function saveMenus(change: Partial<MenusValue>, seen: number, by: Signed) {
  const { value, publishAt } = await readMenus();
  await Admin.saveContent({
    ...{ kind: "menus", value: { ...value, ...change }, seen, publish: false, ...by },
    ...(publishAt && { publishAt }),
  });
}

const Publishing = z.object({
  ...{ seen: Whole("Reload the page."), publishAt: z.string(), zone: z.string().optional() },
  intent: z.enum(["save", "publish"]).catch("save"),
});

/** Publishes the draft of the menus, or saves when it is published. */
export async function publishMenus(_: Outcome | null, form: FormData): Promise<Outcome> {
  let message = "";
  const outcome = await staffAction("content.edit", form, Publishing, async (sent, by) => {
    const { seen, intent } = sent;
    const publish = intent === "publish";
    const { value } = await readMenus();
    const at = await momentOf(sent, "publishAt");
    show(
      await Admin.saveContent({
        ...{ kind: "menus", value, seen, publish, ...by },
        ...(at && { publishAt: at }),
      }),
    );
    message = publish ? "Published." : at ? "Saved and scheduled." : "Saved.";
  });
  return outcome.ok ? { ...outcome, message } : outcome;
}
