"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Opens and prefetches the pages of all links of the document with one listener per event. A list of products has dozens of
 * links: as components with state they would take most of the time that the page needs to become interactive.
 */
export function LinkListener() {
  const router = useRouter();
  useEffect(() => {
    let wanted: HTMLAnchorElement | null = null;
    const prefetch = ({ target }: Event) => {
      const link = linkOf(target);
      if (link && link !== wanted) router.prefetch(link.href);
      wanted = link;
    };
    const open = (event: MouseEvent) => {
      const link = linkOf(event.target);
      if (!link || event.defaultPrevented || isForBrowser(event, link)) return;
      event.preventDefault();
      link.closest<HTMLElement>("[popover]")?.hidePopover();
      const [how = "push", stays] = (link.dataset.link ?? "").split(" ");
      const options = { scroll: !stays };
      if (how === "replace") router.replace(link.href, options);
      else router.push(link.href, options);
    };
    const events = ["pointerover", "touchstart", "focusin"] as const;
    for (const type of events) document.addEventListener(type, prefetch, { passive: true });
    document.addEventListener("click", open);
    document.addEventListener("focusin", closeLeft);
    return () => {
      for (const type of events) document.removeEventListener(type, prefetch);
      document.removeEventListener("click", open);
      document.removeEventListener("focusin", closeLeft);
    };
  }, [router]);
  return null;
}

const linkOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-link]") : null;

/** Closes an open panel, such as the menu of a phone, when the focus moves to the page below it. */
function closeLeft({ target }: Event) {
  if (!("popover" in HTMLElement.prototype) || !(target instanceof Element)) return;
  for (const panel of document.querySelectorAll<HTMLElement>("[popover]:popover-open"))
    if (!panel.contains(target) && !target.closest(`[popovertarget="${panel.id}"]`)) panel.hidePopover();
}

/** Tells whether the browser follows a link itself: into a new tab, as a download, to another site. */
const isForBrowser = (
  { button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent,
  { target, origin, download }: HTMLAnchorElement,
) =>
  button !== 0 ||
  metaKey ||
  ctrlKey ||
  shiftKey ||
  altKey ||
  Boolean(download) ||
  (target !== "" && target !== "_self") ||
  origin !== location.origin;
