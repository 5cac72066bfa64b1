import { Privacy } from "@securecart/core/privacy";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { Door } from "#app/(account)/_parts/door";

export const metadata: Metadata = { title: "Your account" };

/** What became of an erasure: for whoever has its address, because nobody can sign in any more. */
export default async function ErasedPage({ params }: PageProps<"/erased/[token]">) {
  const { token } = await params;
  const erasureId = Privacy.open(token);
  const erasure = erasureId && (await Privacy.erasure({ erasureId }));
  if (!erasure) notFound();
  if (!erasure.certificate)
    return (
      <Door title="Your account is being erased">
        <Notice role="status">
          You are signed out everywhere. We are still looking through our table; this page brings itself up to
          date.
        </Notice>
        <meta httpEquiv="refresh" content="10" />
      </Door>
    );
  const { counts, doneAt } = JSON.parse(erasure.certificate) as {
    counts: Record<string, number>;
    doneAt: string;
  };
  return (
    <Door title="Your account is erased">
      <Notice tone="good" role="status">
        Nothing that names you is left with us. This certificate says what was touched and does not name you
        either.
      </Notice>
      <table className="w-full text-left">
        <caption className="mb-2 text-left text-muted">
          Done <time dateTime={doneAt}>{doneAt}</time>
        </caption>
        <thead>
          <tr className="border-b border-edge text-sm text-muted">
            <th scope="col" className="py-2 font-medium">
              What
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              Rows
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {Object.entries(counts).map(([what, rows]) => (
            <tr key={what}>
              <th scope="row" className="py-2 font-normal">
                {what}
              </th>
              <td className="py-2 text-right tabular-nums">{rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <a href={`/erased/${token}/certificate`} download className={buttonClasses("quiet")}>
        Download the certificate
      </a>
    </Door>
  );
}
