import { Shop } from "@securecart/core/shop";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";

export function generateMetadata(): Metadata {
  const name = Shop.name();
  return {
    metadataBase: new URL(Shop.url()),
    title: { default: name, template: `%s · ${name}` },
    openGraph: { siteName: name, type: "website", images: [{ url: "/images/site/social.jpg", alt: name }] },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#1e1d1a" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
