import { storedList } from "#app/_lib/stored-list";

const searches = storedList("recent-searches", 5, (stored) => (typeof stored === "string" ? stored : null));

/** Returns the last searches of this browser, the newest first. */
export const recentSearches = () => searches.read();

/** Adds a search to those of this browser. */
export function rememberSearch(q: string) {
  const others = recentSearches().filter((one) => one.toLowerCase() !== q.toLowerCase());
  searches.write([q, ...others]);
}

export const forgetSearches = () => searches.write([]);
