import { Privacy } from "@securecart/core/privacy";

const noStore = { "Cache-Control": "private, no-store" };

export async function GET(_request: Request, { params }: RouteContext<"/erased/[token]/certificate">) {
  const erasureId = Privacy.open((await params).token);
  const erasure = erasureId ? await Privacy.erasure({ erasureId }) : null;
  if (!erasure?.certificate)
    return Response.json({ error: "We can't find this certificate." }, { status: 404, headers: noStore });
  return new Response(erasure.certificate, {
    headers: {
      ...noStore,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="erasure-certificate.json"',
      "X-Robots-Tag": "noindex",
    },
  });
}
