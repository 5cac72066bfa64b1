import { createHash } from "node:crypto";
import { ApiError, invalid } from "./errors";
import type { World } from "./world";

const DAY = 24 * 3600;

export interface Claim {
  key: string;
  hash: string;
  given: string;
}

export interface Kept {
  status: number;
  body: string;
  request: string;
}

/** Returns a request's claim on its idempotency key, which belongs to one API key, path and body. */
export function claimOf(apiKey: string, given: string, path: string, body: string): Claim {
  if (given.length > 255) throw invalid("The idempotency key may not be longer than 255 characters.");
  const hash = createHash("sha256").update(`${path}\n${body}`).digest("hex");
  return { key: `${apiKey}:${given}`, hash, given };
}

/** Returns the stored response of a key, or null. Throws when the key was used for a different request. */
export function recall(world: World, { key, hash, given }: Claim): Kept | null {
  const row = world.store.sql("SELECT * FROM answers WHERE key = ? AND at > ?").get(key, world.now() - DAY);
  if (!row) return null;
  if (row.hash !== hash)
    throw new ApiError(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${given}' if you meant to execute a different request.`,
    });
  return { status: Number(row.status), body: String(row.body), request: String(row.request) };
}

/** Returns whether a response is replayed: results, declines and server errors are, refused requests are not. */
export function isKept(status: number): boolean {
  return status < 400 || status === 402 || status >= 500;
}

/** Stores a response. Call it in the transaction of the request. */
export function keep(world: World, { key, hash }: Claim, { status, body, request }: Kept): void {
  world.store
    .sql("INSERT OR REPLACE INTO answers (key, hash, status, body, request, at) VALUES (?, ?, ?, ?, ?, ?)")
    .run(key, hash, status, body, request, world.now());
}

/** Deletes responses older than a day. */
export function forgetOld(world: World): void {
  world.store.sql("DELETE FROM answers WHERE at <= ?").run(world.now() - DAY);
}

export function inUse(given: string): ApiError {
  return new ApiError(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotent Key (${given}). Please try again later.`,
  });
}
