/** What can be read of a MIME message: enough to show it. */
export type MimeMail = {
  subject: string;
  text: string | null;
  html: string | null;
  headers: Record<string, string>;
  attachments: { name: string; type: string; bytes: number }[];
  addresses(header: string): string[];
};

type Part = { headers: Map<string, string>; body: Buffer };

/** Reads a message as far as it goes; a broken part shows as what it is rather than failing the mail. */
export function parseMime(message: Buffer): MimeMail {
  const top = split(message);
  const mail: Pick<MimeMail, "text" | "html" | "attachments"> = { text: null, html: null, attachments: [] };
  collect(top, mail);
  return {
    ...mail,
    subject: words(top.headers.get("subject") ?? ""),
    headers: Object.fromEntries([...top.headers].map(([name, value]) => [name, words(value)])),
    addresses: (header) => addresses(words(top.headers.get(header) ?? "")),
  };
}

function collect(part: Part, mail: Pick<MimeMail, "text" | "html" | "attachments">): void {
  const { value: type, parameters } = parameterized(part.headers.get("content-type") ?? "text/plain");
  const boundary = parameters.get("boundary");
  if (type.startsWith("multipart/") && boundary) {
    for (const inner of partsOf(part.body, boundary)) collect(inner, mail);
    return;
  }
  const disposition = parameterized(part.headers.get("content-disposition") ?? "");
  const body = decode(part);
  const shown = type === "text/html" ? "html" : type === "text/plain" ? "text" : undefined;
  if (shown && mail[shown] === null && disposition.value !== "attachment") {
    mail[shown] = inCharset(body, parameters.get("charset"));
    return;
  }
  const name = disposition.parameters.get("filename") ?? parameters.get("name") ?? "attachment";
  mail.attachments.push({ name: words(name), type, bytes: body.length });
}

function split(message: Buffer): Part {
  const text = message.toString("latin1");
  const gap = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, gap?.index ?? text.length).replace(/\r?\n[ \t]+/g, " ");
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), utf8(line.slice(colon + 1).trim()));
  }
  return { headers, body: gap ? message.subarray(gap.index + gap[0].length) : Buffer.alloc(0) };
}

function partsOf(body: Buffer, boundary: string): Part[] {
  const lines = new RegExp(`(?:^|\\r?\\n)--${literally(boundary)}(?:--)?[ \\t]*(?:\\r?\\n|$)`);
  return body
    .toString("latin1")
    .split(lines)
    .slice(1, -1)
    .map((part) => split(Buffer.from(part, "latin1")));
}

function decode({ headers, body }: Part): Buffer {
  const encoding = headers.get("content-transfer-encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body.toString("latin1"), "base64");
  if (encoding !== "quoted-printable") return body;
  return quotedPrintable(body.toString("latin1").replace(/=[ \t]*\r?\n/g, ""));
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

function parameterized(header: string): { value: string; parameters: Map<string, string> } {
  const [value = "", ...rest] = header.split(";");
  const parameters = rest.map((parameter): [string, string] => {
    const equals = parameter.indexOf("=");
    const text = parameter
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, "$1");
    return [parameter.slice(0, equals).trim().toLowerCase(), text];
  });
  return { value: value.trim().toLowerCase(), parameters: new Map(parameters) };
}

/** Encoded words (`=?utf-8?B?…?=`) as the text they stand for. */
function words(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi, (_, charset: string, how: string, text: string) =>
      inCharset(
        how.toUpperCase() === "B" ? Buffer.from(text, "base64") : quotedPrintable(text.replaceAll("_", " ")),
        charset,
      ),
    );
}

function inCharset(body: Buffer, charset = "utf-8"): string {
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return body.toString("utf8");
  }
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("utf8");
}

/** Commas separate addresses, except inside a quoted name. */
function addresses(header: string): string[] {
  return (header.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((address) => address.trim()).filter(Boolean);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
