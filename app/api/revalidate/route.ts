import { DomainError } from "@securecart/core/error";
import { Revalidation } from "@securecart/core/revalidation";
import { revalidateTag } from "next/cache";
import { limitedText } from "#app/_lib/limited-text";

const headers = { "Cache-Control": "no-store" };
const mostBytes = 64_000;

/** Expires cache tags after a change of the catalog; the next visit renders the pages again. Requires a signature. */
export async function POST(request: Request) {
  const signature = request.headers.get("x-securecart-signature");
  const body = signature ? await limitedText(request, mostBytes) : null;
  const order = signature && body ? verified(body, signature) : null;
  if (!order) return Response.json({ error: "The signature is invalid." }, { status: 401, headers });
  for (const tag of order.tags) revalidateTag(tag, { expire: 0 });
  return Response.json({ revalidated: order.tags.length }, { headers });
}

function verified(body: string, signature: string) {
  try {
    return Revalidation.verify(body, signature);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
