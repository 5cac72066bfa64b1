import { classes } from "./ui/classes";

export type Image = { key: string; alt: string; width: number; height: number };

const widths = [320, 640, 960, 1280];

export const imageUrl = (key: string, width: number) => `/images/${key}-${width}.webp`;

type PictureProps = {
  image: Image;
  /** How wide it stands on the page, as CSS says it. */
  sizes: string;
  /** The page's largest picture is fetched first; all others when they come near. */
  first?: boolean;
  /** Empty where the text beside it already says what it shows. */
  alt?: string;
  className?: string;
};

/** A picture in the widths it was prepared in; its box is reserved before it arrives. */
export function Picture({ image, sizes, first = false, alt = image.alt, className }: PictureProps) {
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
