import { Clock } from "../clock";
import { Trace } from "../trace";
import { redact } from "./redact";

export * as Log from "./index";

type Fields = Record<string, string | number | boolean | null | undefined>;

/**
 * Logs an event as a line of JSON, with its trace. Fields hold ids and amounts only: no address, no name, no secret. Text
 * of an error that looks like one of these is masked.
 */
export const info = (message: string, fields: Fields = {}) => write("info", message, fields);

/** Logs an event that a person should look at. */
export const warn = (message: string, fields: Fields = {}) => write("warn", message, fields);

/** Logs a failure with the message of its error, which is for us and never shown to a shopper. */
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
