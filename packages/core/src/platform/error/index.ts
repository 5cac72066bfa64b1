/** What kind of no it is; the web maps it to a status, a handler to a retry or a rest. */
export type ErrorKind = "input" | "auth" | "not_found" | "conflict" | "payment" | "unavailable";

/**
 * Something a shopper or a merchant may read. `code` is stable and spelled `module.what_happened`;
 * `message` says what happened and what to do. Anything else that throws is a bug and is left to throw.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  /** The field of a form that it is about, where there is one. */
  readonly field: string | undefined;

  constructor(kind: ErrorKind, code: string, message: string, field?: string) {
    super(message);
    this.name = "DomainError";
    this.kind = kind;
    this.code = code;
    this.field = field;
  }
}
