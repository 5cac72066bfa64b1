import { headers } from "next/headers";

/**
 * The network address of whoever asks, as the nearest machine of ours saw it: CloudFront's own header (`ip:port`), else
 * the last entry of X-Forwarded-For. Earlier entries are the client's own words.
 */
export async function clientAddress(): Promise<string | null> {
  const sent = await headers();
  const viewer = sent.get("cloudfront-viewer-address");
  if (viewer) return viewer.slice(0, viewer.lastIndexOf(":"));
  return sent.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? null;
}
