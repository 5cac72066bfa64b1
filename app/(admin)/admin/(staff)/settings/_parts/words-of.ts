import type { FieldSpec } from "../forms/form";

/** Returns the value of a field in words. */
export function wordsOf(field: FieldSpec, value = "") {
  if (field.kind === "check") return value === "on" ? "Yes" : "No";
  if (field.kind === "select" || field.kind === "choice" || field.kind === "boxes") {
    const labelOf = (one: string) => field.options.find((option) => option.value === one)?.label ?? one;
    return value.split("\n").map(labelOf).join(", ") || "(none)";
  }
  return value.trim() || "(empty)";
}
