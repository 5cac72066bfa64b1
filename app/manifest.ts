import { Shop } from "@securecart/core/shop";
import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: Shop.name(),
    short_name: Shop.name(),
    start_url: "/",
    display: "browser",
    background_color: "#fbfaf7",
    theme_color: "#1d5c47",
    icons: [{ src: "/icon.svg", type: "image/svg+xml", sizes: "any" }],
  };
}
