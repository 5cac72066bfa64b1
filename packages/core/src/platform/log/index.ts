import { Clock } from "../clock";
import { Trace } from "../trace";
import { redact } from "./redact";

export * as Log from "./index";

type Fields = Record<string, string | number | boolean | null | undefined>;

/**
 * One structured line of what happened, with the trace it belongs to. Ids and amounts only: no address, no name, no
 * secret. What slips into an error's words and has the shape of one is masked.
 */
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
  const line = { level, at: Clock.iso(), message, trace: Trace.current(), ...fields };
  const masked = Object.entries(line).map(([name, value]) => [
    name,
    typeof value === "string" ? redact(value) : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(masked))}\n`);
}
