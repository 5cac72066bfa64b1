import { Clock } from "../clock";

export * as Log from "./index";

type Fields = Record<string, string | number | boolean | null | undefined>;

/** One structured line of what happened. Ids and amounts only: no address, no name, no secret. */
export const info = (message: string, fields: Fields = {}) => write("info", message, fields);

/** Something a person should look at. */
export const warn = (message: string, fields: Fields = {}) => write("warn", message, fields);

/** Something failed. The error's own words are for us, never for a shopper. */
export const error = (message: string, cause: unknown, fields: Fields = {}) =>
  write("error", message, {
    ...fields,
    error: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
  });

function write(level: string, message: string, fields: Fields) {
  process.stdout.write(`${JSON.stringify({ level, at: Clock.iso(), message, ...fields })}\n`);
}
