import { DomainError } from "@securecart/core/error";
import { Revalidation } from "@securecart/core/revalidation";
import { revalidateTag } from "next/cache";

const headers = { "Cache-Control": "no-store" };
const mostBytes = 64_000;

/** Expires cache tags after a change of the catalog; the next visit renders the pages again. Requires a signature. */
export async function POST(request: Request) {
  const size = Number(request.headers.get("content-length") ?? 0);
  const signature = request.headers.get("x-securecart-signature");
  const order = signature && size <= mostBytes ? verified(await request.text(), signature) : null;
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
