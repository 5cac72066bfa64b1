import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { Frame } from "./_components/frame";
import { NothingHere } from "./_components/nothing-here";
import "./globals.css";

export const generateMetadata = (): Metadata => ({ title: `Page not found · ${Shop.name()}` });

/** For addresses that are no page's. A page of its own, because a root `not-found.tsx` would be sent with each page. */
export default function GlobalNotFound() {
  return (
    <html lang="en">
      <body>
        <Frame>
          <NothingHere />
        </Frame>
      </body>
    </html>
  );
}
