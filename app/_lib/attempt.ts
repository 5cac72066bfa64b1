import { DomainError } from "@securecart/core/error";
import { ZodError } from "zod";
import { UnsureEmail } from "./email-check";
import { isForm } from "./typed";

export { typed } from "./typed";

/** Result of an action. `fields` has an error message for each wrong field, `values` has what was typed. */
export type Outcome =
  | {
      ok: true;
      /** Success message, for forms that cannot know it in advance. */
      message?: string;
    }
  | {
      ok: false;
      code: string;
      message: string;
      fields?: Record<string, string>;
      /** Probable correction of a field, which the shopper can accept. */
      suggestions?: Record<string, string>;
      values?: Record<string, string>;
      /** Set when nothing is wrong and the form is only shown again. */
      tone?: "plain";
    };

export type Refusal = Extract<Outcome, { ok: false }>;

/** Runs an action's work and returns its outcome, safe to show to a shopper. Rethrows redirects and bugs to Next. */
export async function attempt(work: () => Promise<unknown>): Promise<Outcome> {
  return orRefusal(async () => {
    await work();
    return { ok: true };
  });
}

/** Runs an action's work and returns its result, or the refusal. Rethrows redirects and bugs to Next. */
export async function orRefusal<Result>(work: () => Promise<Result>): Promise<Result | Refusal> {
  try {
    return await work();
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
 * Returns a form's fields. A repeated name becomes a list, so that a schema for a single value rejects it. Throws
 * `input.no_form` when the argument is not a form: a script may call an action with anything.
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

/** Returns the first error of each field, by field name. */
function fieldErrors(error: ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of error.issues) {
    const name = path.findLast((part) => typeof part === "string");
    if (typeof name === "string") found[name] ??= message;
  }
  return found;
}
