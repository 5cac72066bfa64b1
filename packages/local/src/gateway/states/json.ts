/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Parses JSON text that this module wrote. */
export function fromJson(text: string): Json {
  return JSON.parse(text);
}
