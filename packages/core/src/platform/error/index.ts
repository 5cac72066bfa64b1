/** Kind of a refusal. The web maps it to a status, a handler to a retry or an end. */
export type ErrorKind = "input" | "auth" | "not_found" | "conflict" | "payment" | "unavailable";

/**
 * Expected refusal, with a message for a shopper or a merchant. `code` is stable and has the form `module.what_happened`;
 * `message` says what happened and what to do. Every other error is a bug and is left to throw.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  /** Field of the form that it is about, if any. */
  readonly field: string | undefined;

  constructor(kind: ErrorKind, code: string, message: string, field?: string) {
    super(message);
    this.name = "DomainError";
    this.kind = kind;
    this.code = code;
    this.field = field;
  }
}
