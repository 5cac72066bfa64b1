import { DomainError } from "@securecart/core/error";
import { ZodError } from "zod";
import { UnsureEmail } from "./email-check";

/** What a form hears back. `fields` names what is wrong beside each field, `values` what was typed. */
export type Outcome =
  | {
      ok: true;
      /** Says what was done, where the form cannot know it beforehand. */
      message?: string;
    }
  | {
      ok: false;
      code: string;
      message: string;
      fields?: Record<string, string>;
      /** Names the probable intention behind a field, for the shopper to choose. */
      suggestions?: Record<string, string>;
      values?: Record<string, string>;
      /** Nothing is wrong: the form is only shown anew. */
      tone?: "plain";
    };

export type Refusal = Extract<Outcome, { ok: false }>;

/** Runs an action's work and returns what a shopper may read; redirects and bugs go on to Next. */
export async function attempt(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    await work();
    return { ok: true };
  } catch (error) {
    if (error instanceof UnsureEmail) {
      const { code, message, suggestion } = error;
      return { ok: false, code, message, suggestions: { email: suggestion } };
    }
    if (error instanceof DomainError) {
      const { code, message, field } = error;
      return { ok: false, code, message, ...(field && { fields: { [field]: message } }) };
    }
    if (error instanceof ZodError) {
      return {
        ok: false,
        code: "input.invalid",
        message: "Please check the form.",
        fields: fieldErrors(error),
      };
    }
    throw error;
  }
}

/**
 * A form's fields. A name that comes twice stays a list, so that a schema which wants one value refuses it. A script may
 * call an action with anything: what is no form throws `input.no_form`.
 */
export function fields(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  if (!isForm(form)) throw new DomainError("input", "input.no_form", "Please use the form on the page.");
  return Object.fromEntries(
    [...new Set(form.keys())]
      .filter((name) => !name.startsWith("$"))
      .map((name) => {
        const values = form.getAll(name);
        return [name, values.length === 1 ? (values[0] ?? "") : values];
      }),
  );
}

/** Longer texts than any field takes are shown cut. */
const longestShown = 2_000;

/** What was typed, to be shown again. */
export function typed(form: FormData): Record<string, string> {
  if (!isForm(form)) return {};
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$") ? [[name, value.slice(0, longestShown)]] : [],
    ),
  );
}

const isForm = (sent: unknown) => sent instanceof FormData;

/** The first complaint about each field, by the field's own name. */
function fieldErrors(error: ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of error.issues) {
    const name = path.findLast((part) => typeof part === "string");
    if (typeof name === "string") found[name] ??= message;
  }
  return found;
}
