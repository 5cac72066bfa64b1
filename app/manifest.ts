import { Settings } from "@securecart/core/settings";
import type { MetadataRoute } from "next";
import { settings, shopName } from "./_lib/cached";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [name, { accent }] = await Promise.all([shopName(), settings("identity")]);
  return {
    name,
    short_name: name,
    start_url: "/",
    display: "browser",
    background_color: "#fbfaf7",
    theme_color: accent ? Settings.palette(accent).light.accent : "#1d5c47",
    icons: [{ src: "/icon.svg", type: "image/svg+xml", sizes: "any" }],
  };
}
