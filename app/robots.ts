import { Shop } from "@securecart/core/shop";
import type { MetadataRoute } from "next";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/admin",
        "/api/",
        "/cart",
        "/checkout",
        "/orders/",
        "/alerts/",
        "/search",
        "/*?filter=",
        "/*&filter=",
      ],
    },
    sitemap: `${Shop.url()}/sitemap.xml`,
  };
}
