import type { ComponentProps } from "react";

type LinkProps = Omit<ComponentProps<"a">, "href"> & {
  href: string;
  /** Takes the place of this page in the history. */
  replace?: boolean;
  /** False keeps the scroll position. */
  scroll?: boolean;
};

/**
 * Renders a link to a page of the shop. It is a plain element without state of its own: `LinkListener` opens the page
 * without loading a new document, and prefetches it when the shopper points at the link or focuses it.
 */
export function Link({ replace = false, scroll = true, ...rest }: LinkProps) {
  return <a {...rest} data-link={`${replace ? "replace" : "push"}${scroll ? "" : " stay"}`} />;
}
