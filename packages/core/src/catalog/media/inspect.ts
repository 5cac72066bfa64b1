import { mostBytes, mostPixels } from "./types";

export type Format = "JPEG" | "PNG" | "WebP" | "AVIF" | "GIF";

/** Reasons of refusals, in the words that staff read. */
export const reasons = {
  empty: "The file is empty. Choose it again: it may not have finished downloading.",
  large: `The file is larger than ${mostBytes / 1024 / 1024} MB. Save it as a JPEG with lower quality or smaller size.`,
  pixels: `The picture has more than ${mostPixels / 1e6} megapixels. Make it smaller and upload it again.`,
  svg: "SVG drawings can contain programs, so they are not accepted. Save the drawing as PNG.",
  html: "This is a web page, not a picture.",
  pdf: "This is a PDF document, not a picture. Save its page as JPEG or PNG.",
  heic: "HEIC photos cannot be shown by most browsers. Save the photo as JPEG.",
  tiff: "TIFF pictures cannot be shown by browsers. Save the picture as JPEG or PNG.",
  unknown: "This is not a picture that we know. Use JPEG, PNG, WebP, AVIF or GIF.",
  archive: "The file is a picture and an archive at once, so it is not safe. Save the picture anew.",
  script: "The file contains a program beside the picture, so it is not safe. Save the picture anew.",
  damaged:
    "The picture is damaged or incomplete. Open it on your computer, save it anew and upload it again.",
  missing: "The file did not arrive. Upload it again.",
} as const;

export type Inspected = { format: Format } | { refused: string };

/** Tells what a file is from its bytes, whatever its name and type say, and whether it hides something else. */
export function inspect(bytes: Uint8Array): Inspected {
  if (bytes.length === 0) return { refused: reasons.empty };
  if (bytes.length > mostBytes) return { refused: reasons.large };
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = formatOf(data);
  if (!format) return { refused: otherwise(data) };
  if (isArchive(data)) return { refused: reasons.archive };
  if (hasProgram(data)) return { refused: reasons.script };
  return { format };
}

function formatOf(data: Buffer): Format | null {
  const text = (from: number, to: number) => data.toString("latin1", from, to);
  if (text(0, 3) === "\xff\xd8\xff") return "JPEG";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "PNG";
  if (/^GIF8[79]a/.test(text(0, 6))) return "GIF";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "WebP";
  if (brandsOf(data).some((brand) => brand === "avif" || brand === "avis")) return "AVIF";
  return null;
}

/** Returns the brands of a file in the ISO base media format, such as AVIF and HEIC. */
function brandsOf(data: Buffer): string[] {
  if (data.toString("latin1", 4, 8) !== "ftyp") return [];
  const end = Math.min(data.readUInt32BE(0), data.length, 256);
  const brands = [data.toString("latin1", 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(data.toString("latin1", at, at + 4));
  return brands;
}

function otherwise(data: Buffer) {
  const start = data.toString("latin1", 0, 1024).toLowerCase();
  if (start.includes("%pdf-")) return reasons.pdf;
  if (start.includes("<svg") || start.includes("<!doctype svg")) return reasons.svg;
  if (/<(!doctype html|html|head|body|script|iframe)\b/.test(start)) return reasons.html;
  if (/^(ii\*\0|mm\0\*)/.test(start)) return reasons.tiff;
  if (brandsOf(data).some((brand) => /^(hei|hev|mif)/.test(brand))) return reasons.heic;
  return reasons.unknown;
}

/** Starts of programs and documents. Each is so long that the bytes of a photo do not contain it by chance. */
const programs = ["<script", "<!doctype html", "<html>", "<html ", "<iframe", "<?php "];

function hasProgram(data: Buffer) {
  if (data.subarray(0, 1024).includes("%PDF-")) return true;
  const text = data.toString("latin1").toLowerCase();
  return programs.some((start) => text.includes(start));
}

/** Signatures of a RAR and a 7z archive. */
const archives = [Buffer.from("Rar!\x1a\x07", "latin1"), Buffer.from("7z\xbc\xaf\x27\x1c", "latin1")];

/** Reports whether the file is also a ZIP, RAR or 7z archive, such as a Java program (JAR). */
function isArchive(data: Buffer) {
  if (archives.some((signature) => data.includes(signature))) return true;
  const end = data.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + 22 > data.length) return false;
  // The end of a ZIP names the size of its directory, which lies just before it.
  const directory = end - data.readUInt32LE(end + 12);
  return directory >= 0 && data.toString("latin1", directory, directory + 4) === "PK\x01\x02";
}
