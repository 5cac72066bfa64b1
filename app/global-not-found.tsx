import type { Metadata } from "next";
import { Frame } from "./_components/frame";
import { PageNotFound } from "./_components/page-not-found";
import { shopName } from "./_lib/cached";
import "./globals.css";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: `Page not found · ${await shopName()}`,
});

/** Renders the page for unknown URLs. A root `not-found.tsx` would be sent along with every page. */
export default function GlobalNotFound() {
  return (
    <html lang="en">
      <body>
        <Frame>
          <PageNotFound />
        </Frame>
      </body>
    </html>
  );
}
