import { DomainError } from "../error";

/** Part of a text in UTF-16 that is NUL bytes at least, when it has no byte order mark. */
const wideShare = 0.2;

/**
 * Returns the text of a file that a spreadsheet or a shop system saved: UTF-8, UTF-16 or Windows-1252, with a byte order
 * mark or without. Single NUL bytes are left out. Throws `csv.workbook` and `csv.not_text`.
 */
export function decode(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  if (first === 0x50 && second === 0x4b) throw workbook();
  if (first === 0xd0 && second === 0xcf) throw workbook();
  const nuls = isMarked ? none : nulsOf(bytes);
  if (nuls.even + nuls.odd > bytes.length * wideShare) {
    if (nuls.odd > 9 * nuls.even) return new TextDecoder("utf-16le").decode(bytes);
    if (nuls.even > 9 * nuls.odd) return new TextDecoder("utf-16be").decode(bytes);
    throw notText();
  }
  return narrow(bytes).replaceAll("\0", "");
}

const none = { even: 0, odd: 0 };

function narrow(bytes: Uint8Array) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function nulsOf(bytes: Uint8Array) {
  const counts = { ...none };
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1))
    counts[at % 2 === 0 ? "even" : "odd"]++;
  return counts;
}

const workbook = () =>
  new DomainError(
    "input",
    "csv.workbook",
    "This file is a spreadsheet, not a list in text form. Save it as CSV and choose that file.",
    "file",
  );

const notText = () =>
  new DomainError(
    "input",
    "csv.not_text",
    "This file is not a list in text form. Save it as CSV and choose that file.",
    "file",
  );
