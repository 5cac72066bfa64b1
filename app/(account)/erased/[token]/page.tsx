import { Privacy } from "@securecart/core/privacy";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { NarrowPage } from "#app/(account)/_parts/narrow-page";

export const metadata: Metadata = { title: "Your account" };

const Certificate = z.object({ counts: z.record(z.string(), z.number()), doneAt: z.string() });

/** Renders the progress of an erasure to anyone with its URL, because the customer can no longer sign in. */
export default async function ErasedPage({ params }: PageProps<"/erased/[token]">) {
  const { token } = await params;
  const erasureId = Privacy.open(token);
  const erasure = erasureId && (await Privacy.erasure({ erasureId }));
  if (!erasure) notFound();
  if (!erasure.certificate)
    return (
      <NarrowPage title="Your account is being erased">
        <Notice role="status">
          You are signed out everywhere. We are still removing your data. This page updates automatically.
        </Notice>
        <meta httpEquiv="refresh" content="10" />
      </NarrowPage>
    );
  const { counts, doneAt } = Certificate.parse(JSON.parse(erasure.certificate));
  return (
    <NarrowPage title="Your account is erased">
      <Notice tone="good" role="status">
        We no longer store anything that identifies you. This certificate lists what was erased or anonymized;
        it does not identify you either.
      </Notice>
      <table className="w-full text-left">
        <caption className="mb-2 text-left text-muted">
          Completed <time dateTime={doneAt}>{doneAt}</time>
        </caption>
        <thead>
          <tr className="border-b border-edge text-sm text-muted">
            <th scope="col" className="py-2 font-medium">
              Data
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
    </NarrowPage>
  );
}
