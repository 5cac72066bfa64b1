import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { Frame } from "./_components/frame";
import { PageNotFound } from "./_components/page-not-found";
import "./globals.css";

export const generateMetadata = (): Metadata => ({ title: `Page not found · ${Shop.name()}` });

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
