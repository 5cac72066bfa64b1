import { classes } from "./ui/classes";

export type Image = { key: string; alt: string; width: number; height: number };

const widths = [320, 640, 960, 1280];

export const imageUrl = (key: string, width: number) => `/images/${key}-${width}.webp`;

type PictureProps = {
  image: Image;
  /** Width on the page, as in the `sizes` attribute. */
  sizes: string;
  /** Set for the page's largest picture, which is fetched first; all others load when they come into view. */
  first?: boolean;
  /** Empty when the text beside the picture already describes it. */
  alt?: string;
  className?: string;
};

/** Renders a picture in its prepared widths, with its space reserved before it loads; an empty area without a key. */
export function Picture({ image, sizes, first = false, alt = image.alt, className }: PictureProps) {
  if (!image.key) return <div className={classes("bg-sunken", className)} />;
  return (
    <img
      src={imageUrl(image.key, 640)}
      srcSet={widths.map((width) => `${imageUrl(image.key, width)} ${width}w`).join(", ")}
      sizes={sizes}
      width={image.width}
      height={image.height}
      alt={alt}
      loading={first ? "eager" : "lazy"}
      decoding={first ? "sync" : "async"}
      fetchPriority={first ? "high" : "auto"}
      className={classes("h-auto max-w-full bg-sunken", className)}
    />
  );
}
