/**
 * Reads the body of a request as text, and stops as soon as it is longer than allowed, in bytes: a client may send
 * without end and without saying how much. Returns null then.
 */
export async function limitedText({ body }: Pick<Request, "body">, most: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!body) return "";
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
