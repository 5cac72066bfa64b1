"use client";

import { type MouseEvent, type ReactNode, useState } from "react";
import { OptionLink } from "./option-link";

export type Thumbnail = {
  /** ID of the photo that it leads to. */
  photo: string;
  label: string;
  /** URL of the variant that the photo shows, when it is another one than is chosen. */
  url: string | null;
  picture: ReactNode;
};

type GalleryFrameProps = { photos: ReactNode; front: string; thumbnails: Thumbnail[] };

const shape =
  "block rounded-control border-2 border-transparent hover:border-edge aria-current:border-accent overflow-hidden";

/**
 * Renders the photos side by side, to swipe through, and their thumbnails. A thumbnail of another variant chooses that
 * variant. Without JavaScript the other thumbnails are links within the page.
 */
export function GalleryFrame({ photos, front, thumbnails }: GalleryFrameProps) {
  const [shown, setShown] = useState(front);
  return (
    <div className="grid grid-cols-1 content-start gap-3 self-start lg:sticky lg:top-6">
      <section
        aria-label="Photos"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll through the photos
        tabIndex={0}
        className="photos rounded-card"
        onScroll={({ currentTarget: { children, scrollLeft, clientWidth } }) =>
          setShown(children[Math.round(scrollLeft / clientWidth)]?.id ?? front)
        }
      >
        {photos}
      </section>
      <ul aria-label="Thumbnails" className="flex flex-wrap gap-2">
        {thumbnails.map(({ photo, label, url, picture }) => (
          <li key={photo}>
            {url ? (
              <OptionLink id={`to-${photo}`} href={url} aria-label={label} className={shape}>
                {picture}
              </OptionLink>
            ) : (
              <a
                id={`to-${photo}`}
                href={`#${photo}`}
                aria-label={label}
                aria-current={photo === shown || undefined}
                onClick={(event) => scrollTo(event, photo)}
                className={shape}
              >
                {picture}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Scrolls to a photo without a new entry in the history. */
function scrollTo(event: MouseEvent, photo: string) {
  event.preventDefault();
  document.getElementById(photo)?.scrollIntoView({ block: "nearest", inline: "start" });
}
