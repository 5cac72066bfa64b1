import { headers } from "next/headers";

/**
 * Returns the client's network address as our nearest proxy saw it: CloudFront's own header (`ip:port`), else the last
 * entry of X-Forwarded-For. The client can forge all earlier entries.
 */
export async function clientAddress(): Promise<string | null> {
  const sent = await headers();
  const viewer = sent.get("cloudfront-viewer-address");
  if (viewer) return viewer.slice(0, viewer.lastIndexOf(":"));
  return sent.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? null;
}
