const key = "recent-searches";
const most = 5;

/** Searches of this page view, for a browser that refuses to store any. */
let unstored: string[] = [];

/** Returns the last searches of this browser, the newest first. */
export function recentSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string").slice(0, most) : [];
  } catch {
    return unstored;
  }
}

/** Adds a search to those of this browser. */
export function rememberSearch(q: string) {
  const others = recentSearches().filter((one) => one.toLowerCase() !== q.toLowerCase());
  store([q, ...others].slice(0, most));
}

export const forgetSearches = () => store([]);

function store(searches: string[]) {
  unstored = searches;
  try {
    localStorage.setItem(key, JSON.stringify(searches));
  } catch {
    // They last as long as the page: some browsers refuse storage in private windows.
  }
}
