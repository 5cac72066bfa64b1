import { DomainError } from "#platform/error";

/** Returns the text of a file that a spreadsheet saved: UTF-8, UTF-16 or Windows-1252. Throws `stock.not_text`. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0))
    throw new DomainError(
      "input",
      "stock.not_text",
      "This file is not a list in text form. Save it as CSV and choose that file.",
      "file",
    );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
