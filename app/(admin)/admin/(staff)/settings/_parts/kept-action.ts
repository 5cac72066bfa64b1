import { Money, type SaleCurrency } from "@securecart/core/money";
import type { Group } from "@securecart/core/settings";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import { type Outcome, typed } from "#app/_lib/attempt";
import { tags } from "#app/_lib/cached";
import { type Signed, staffAction } from "#app/_lib/staff-action";
import { afterIntent, type FormValues } from "./rows";

/** Runs the action of a form with rows: a button that adds or removes a row shows the form again, others save it. */
export async function keptAction(
  group: Group,
  form: FormData,
  save: (values: FormValues, by: Signed) => Promise<unknown>,
): Promise<Outcome> {
  const rows: { changed: FormValues | null } = { changed: null };
  const outcome = await staffAction("settings.change", form, z.looseObject({}), async (_, by) => {
    const values = typed(form);
    rows.changed = afterIntent(values, values.intent ?? "");
    if (rows.changed) return;
    await save(values, by);
    // The event of the change does this once more, also for other servers.
    revalidateTag(tags.settings(group), { expire: 0 });
  });
  if (!rows.changed) return outcome;
  return { ok: false, code: "settings.rows", message: "", tone: "plain", values: rows.changed };
}

/** Messages by the name of the wrong field. */
export type Wrong = Record<string, string>;

/** Throws when a field is wrong; the form then shows each message beside its field. */
export function refuseWrong(wrong: Wrong) {
  const issues = Object.entries(wrong);
  if (issues.length > 0)
    throw new z.ZodError(
      issues.map(([name, message]) => ({ code: "custom", path: [name], message, input: undefined })),
    );
}

/** Parses with a schema of the domain. Adds an error to the field that `fieldOf` names for each issue. */
export function parseInto<Shape extends z.ZodType>(
  shape: Shape,
  raw: unknown,
  wrong: Wrong,
  fieldOf: (path: string[]) => string,
): z.output<Shape> | undefined {
  const parsed = shape.safeParse(raw);
  for (const { path, message } of parsed.error?.issues ?? []) wrong[fieldOf(path.map(String))] ??= message;
  return parsed.data;
}

type Reading = { currencies: readonly SaleCurrency[]; wrong: Wrong };

/** Reads an amount in each currency; an empty field is no amount. */
export function readPrices(value: (currency: SaleCurrency) => string, name: string, reading: Reading) {
  const { currencies, wrong } = reading;
  const found: Money.Amounts = {};
  for (const currency of currencies) {
    const text = value(currency).trim();
    if (text === "") continue;
    const amount = Money.minor(text, currency);
    if (amount === null || amount > Money.limit)
      wrong[`${name}.${currency}`] = `Enter an amount, for example ${Money.decimal(590, currency)}.`;
    else found[currency] = amount;
  }
  return found;
}

/** Reads a whole number; NaN for other text, which the domain's schema refuses. */
export const readWhole = (text: string) => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** Reads the lines of a text area. */
export const readLines = (text = "") =>
  text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
