/** Writes a Markdown table; `right` lists the columns that align right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (right.includes(column) ? "---:" : "---"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** Formats micro-dollars as dollars and cents, rounded half up; a positive amount never becomes zero. */
export function dollars(micro: bigint): string {
  const absolute = micro < 0n ? -micro : micro;
  const cents = (absolute + 5_000n) / 10_000n;
  if (cents === 0n && absolute > 0n) return "< $0.01";
  return `${micro < 0n ? "−" : ""}$${grouped(cents / 100n)}.${String(cents % 100n).padStart(2, "0")}`;
}

/** Formats 1234567 as 1,234,567. */
export const grouped = (whole: bigint | number) => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");

/** Formats a part of a sum in whole percent. */
export const percent = (part: bigint, sum: bigint) =>
  `${sum === 0n ? 0n : (part * 200n + sum) / (sum * 2n)} %`;
