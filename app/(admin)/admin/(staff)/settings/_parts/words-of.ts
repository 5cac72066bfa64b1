import type { FieldSpec } from "../forms/form";

/** Returns the value of a field in words. */
export function wordsOf(field: FieldSpec, value = "") {
  if (field.kind === "check") return value === "on" ? "Yes" : "No";
  if (field.kind === "select" || field.kind === "choice")
    return field.options.find((option) => option.value === value)?.label ?? value;
  return value.trim() || "(empty)";
}
