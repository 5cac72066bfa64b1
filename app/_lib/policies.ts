import type { DefaultKey } from "@securecart/core/content";
import { content } from "./cached";

const policies: DefaultKey[] = ["shipping", "returns", "privacy", "terms", "imprint"];

/** Returns the published policies, with the path of each. */
export async function publishedPolicies() {
  const { pages } = await content();
  return pages
    .filter(({ key }) => key !== undefined && policies.includes(key))
    .map(({ key, documentId, slug, title }) => ({ key, documentId, title, path: `/pages/${slug}` }));
}
