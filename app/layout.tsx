import { Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import type { Metadata, Viewport } from "next";
import type { CSSProperties, ReactNode } from "react";
import { LinkListener } from "./_components/link-listener";
import { imageUrl } from "./_components/picture";
import { fontClasses } from "./_fonts";
import { settings, sharedPicture, shopName } from "./_lib/cached";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const [name, { icon }, picture] = await Promise.all([shopName(), settings("brand"), sharedPicture()]);
  return {
    metadataBase: new URL(Shop.url()),
    title: { default: name, template: `%s · ${name}` },
    // Without an icon of the merchant, Next links app/icon.svg.
    ...(icon && { icons: { icon: { url: imageUrl(icon.key, 320), type: "image/webp" } } }),
    openGraph: {
      siteName: name,
      type: "website",
      ...picture,
    },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#1e1d1a" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { accent } = await settings("identity");
  return (
    <html lang="en" className={fontClasses} style={accent ? accentStyle(accent) : undefined}>
      <body>
        {children}
        <LinkListener />
      </body>
    </html>
  );
}

/** Returns the variables of the style sheet that have the merchant's accent color. */
function accentStyle(color: string): CSSProperties & Record<`--${string}`, string> {
  const { light, dark } = Settings.palette(color);
  return {
    "--accent": `light-dark(${light.accent}, ${dark.accent})`,
    "--accent-strong": `light-dark(${light.strong}, ${dark.strong})`,
    "--on-accent": `light-dark(${light.on}, ${dark.on})`,
    "--accent-soft": `light-dark(${light.soft}, ${dark.soft})`,
  };
}
