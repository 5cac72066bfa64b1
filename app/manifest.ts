import { Settings } from "@securecart/core/settings";
import type { MetadataRoute } from "next";
import { imageUrl } from "./_components/picture";
import { settings, shopName } from "./_lib/cached";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [name, { accent }, { icon }] = await Promise.all([
    shopName(),
    settings("identity"),
    settings("brand"),
  ]);
  return {
    name,
    short_name: name,
    start_url: "/",
    display: "browser",
    background_color: "#fbfaf7",
    theme_color: accent ? Settings.palette(accent).light.accent : "#1d5c47",
    icons: [
      icon
        ? { src: imageUrl(icon.key, 320), type: "image/webp", sizes: "320x320" }
        : { src: "/icon.svg", type: "image/svg+xml", sizes: "any" },
    ],
  };
}
