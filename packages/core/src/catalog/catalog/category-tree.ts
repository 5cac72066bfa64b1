import type { Category } from "./types";

/** Most levels of the tree of categories. */
export const mostLevels = 4;

type Node = Pick<Category, "slug" | "parent" | "position">;

/** Returns the categories in the order in which a tree shows them: each before those in it. */
export function inOrder<One extends Node>(all: One[]): One[] {
  const found = new Set<One>();
  const add = (parent: string) => {
    for (const one of childrenOf(all, parent)) {
      if (found.has(one)) continue;
      found.add(one);
      add(one.slug);
    }
  };
  add("");
  // A category whose parent does not exist is shown at the top.
  for (const one of [...all].sort(byPosition)) {
    if (found.has(one)) continue;
    found.add(one);
    add(one.slug);
  }
  return [...found];
}

const byPosition = (a: Node, b: Node) => a.position - b.position || a.slug.localeCompare(b.slug);

/** Returns the categories that are directly in one, in order; those at the top for "". */
export const childrenOf = <One extends Node>(all: One[], parent: string): One[] =>
  all.filter((one) => one.parent === parent).sort(byPosition);

/** Returns a category after those that it is in, the outermost first; empty for an unknown one. */
export function trailOf<One extends Node>(all: One[], slug: string): One[] {
  const trail: One[] = [];
  let one = all.find((each) => each.slug === slug);
  while (one && !trail.includes(one)) {
    trail.unshift(one);
    const { parent } = one;
    one = all.find((each) => each.slug === parent);
  }
  return trail;
}

/** Returns the names of a category and of those that it is in, "Kitchen › Mugs"; the slug of an unknown one. */
export const pathOf = (all: Category[], slug: string): string =>
  trailOf(all, slug)
    .map(({ name }) => name)
    .join(" › ") || slug;

/** Returns the slugs of categories and of all those in them; unknown ones stay. */
export function subtreeOf(all: Node[], slugs: string[]): string[] {
  const found = new Set(slugs);
  for (const slug of found) for (const one of all) if (one.parent === slug) found.add(one.slug);
  return [...found];
}

/** Returns the categories that shoppers see, in order: they and all those that they are in are active. */
export const visible = (all: Category[]): Category[] =>
  inOrder(all).filter(({ slug }) => trailOf(all, slug).every(({ status }) => status === "active"));

/**
 * Finds the category at an address among those given. Of a former address, or of the slug that it was created with,
 * returns the address that it leads to; null when there is neither.
 */
export function categoryAt(all: Category[], address: string): Category | { movedTo: string } | null {
  const here = all.find((one) => one.address === address);
  if (here) return here;
  const moved = all.find(({ slug, former }) => slug === address || former.includes(address));
  return moved ? { movedTo: moved.address } : null;
}

/** Returns how many levels a category and those in it have. */
export const levelsOf = (all: Node[], slug: string): number =>
  1 + Math.max(0, ...childrenOf(all, slug).map((child) => levelsOf(all, child.slug)));
