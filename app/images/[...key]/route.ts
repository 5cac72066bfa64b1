import { Media } from "@securecart/core/media";
import { picturePolicy } from "#app/_lib/security";

/** Cache policy of pictures. The content behind a key never changes: a new picture gets a new key. */
const forever = "public, max-age=31536000, immutable";

/** Serves pictures from storage. Behind a CDN with the storage as its origin, this handler is not used. */
export async function GET(_request: Request, { params }: RouteContext<"/images/[...key]">) {
  const key = (await params).key.join("/");
  const found = await Media.picture({ key });
  if (!found) return new Response("Not found", { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(found.body, {
    headers: {
      "Content-Type": found.contentType,
      "Cache-Control": forever,
      // The same as in next.config.js, should that change.
      "Content-Security-Policy": picturePolicy,
      "X-Content-Type-Options": "nosniff",
      ...(found.size !== undefined && { "Content-Length": String(found.size) }),
    },
  });
}
