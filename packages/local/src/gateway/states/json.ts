/** What JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Reads JSON text of our own writing. */
export function fromJson(text: string): Json {
  return JSON.parse(text);
}
