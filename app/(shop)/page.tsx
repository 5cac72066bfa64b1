import { Catalog } from "@securecart/core/catalog";
import { Content } from "@securecart/core/content";
import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { HomeView } from "../_components/home/home-view";
import { JsonLd } from "../_components/json-ld";
import { OrganizationData } from "../_components/organization-data";
import { RecentlyViewed } from "../_components/recently-viewed";
import { homeTargets } from "../_components/shop-links";
import { categories, publishedHome, sharedPicture, shopName } from "../_lib/cached";

export const revalidate = 300;

/** Returns the home page that the merchant has published, else the one that every shop begins with. */
async function homeNow() {
  const [all, published, name] = await Promise.all([categories(), publishedHome(), shopName()]);
  return published ?? Content.defaultHome(Catalog.childrenOf(all, ""), name);
}

export async function generateMetadata(): Promise<Metadata> {
  const { seoTitle, seoDescription, blocks } = await homeNow();
  const first = blocks.flatMap((block) => ("image" in block && block.image ? [block.image] : []))[0];
  return {
    ...(seoTitle && { title: { absolute: seoTitle } }),
    ...(seoDescription && { description: seoDescription }),
    alternates: { canonical: "/" },
    openGraph: { siteName: await shopName(), type: "website", ...(await sharedPicture(first)) },
  };
}

export default async function HomePage() {
  const [home, all, name] = await Promise.all([homeNow(), categories(), shopName()]);
  const targets = await homeTargets(home);
  return (
    <>
      <HomeView {...{ home, name, targets }} categories={all} />
      <RecentlyViewed />
      <OrganizationData />
      <JsonLd
        data={{
          "@type": "WebSite",
          name,
          url: Shop.url(),
          potentialAction: {
            "@type": "SearchAction",
            target: `${Shop.url()}/search?q={search_term_string}`,
            "query-input": "required name=search_term_string",
          },
        }}
      />
    </>
  );
}
