import { DomainError } from "@securecart/core/error";
import { Text } from "@securecart/core/text";

/** Email address whose domain is almost a well-known one. The shopper is asked once; it is never refused twice. */
export class UnsureEmail extends DomainError {
  readonly suggestion: string;

  constructor(suggestion: string) {
    super("input", "input.unsure_email", "Please check your email address.");
    this.suggestion = suggestion;
  }
}

/** Throws `input.unsure_email` for an address that looks mistyped. Sent again unchanged, it passes. */
export function askAboutEmail(form: FormData) {
  const email = form.get("email");
  if (typeof email !== "string" || email === form.get("emailAsked")) return;
  const suggestion = Text.intendedEmail(Text.clean(email.slice(0, 500)));
  if (suggestion) throw new UnsureEmail(suggestion);
}

/** Returns the form with the suggested address in place of the typed one when the shopper chose it. */
export function withChosenEmail(form: FormData) {
  const chosen = form instanceof FormData ? form.get("emailInstead") : null;
  if (typeof chosen !== "string" || chosen === "") return form;
  const changed = new FormData();
  for (const [name, value] of form)
    if (name !== "email" && name !== "emailInstead") changed.append(name, value);
  changed.set("email", chosen);
  return changed;
}
