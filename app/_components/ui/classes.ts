/** Joins class names and skips empty ones. */
export function classes(...names: (string | false | null | undefined)[]) {
  return names.filter(Boolean).join(" ");
}
