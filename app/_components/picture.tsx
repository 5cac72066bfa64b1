import { classes } from "./ui/classes";

export type Image = {
  key: string;
  alt: string;
  width: number;
  height: number;
  /** Point that stays in view when the picture is cropped, in percent. */
  focus?: { x: number; y: number } | undefined;
};

const widths = [320, 640, 960, 1280];

export const imageUrl = (key: string, width: number) => `/images/${key}-${width}.webp`;

/** Tells whether a picture was uploaded: those have AVIF files too. */
const isUploaded = (key: string) => key.startsWith("media/");

const srcSet = (key: string, type: "webp" | "avif") =>
  widths.map((width) => `/images/${key}-${width}.${type} ${width}w`).join(", ");

/** Returns the style that keeps the focal point of a picture in view; none without one. */
const focusStyle = ({ focus }: Pick<Image, "focus">) =>
  focus && { objectPosition: `${focus.x}% ${focus.y}%` };

type SmallPictureProps = { image: Pick<Image, "key" | "focus">; pixels: number; className: string };

/** Renders a small square picture, without alternative text because the name stands beside it. */
export function SmallPicture({ image, pixels, className }: SmallPictureProps) {
  return (
    <img
      src={imageUrl(image.key, 320)}
      width={pixels}
      height={pixels}
      alt=""
      loading="lazy"
      decoding="async"
      style={focusStyle(image)}
      className={classes("bg-sunken object-cover", className)}
    />
  );
}

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
  const img = (
    <img
      src={imageUrl(image.key, 640)}
      srcSet={srcSet(image.key, "webp")}
      sizes={sizes}
      width={image.width}
      height={image.height}
      alt={alt}
      loading={first ? "eager" : "lazy"}
      decoding={first ? "sync" : "async"}
      fetchPriority={first ? "high" : "auto"}
      style={focusStyle(image)}
      className={classes("h-auto max-w-full bg-sunken", className)}
    />
  );
  if (!isUploaded(image.key)) return img;
  return (
    <picture className="contents">
      <source type="image/avif" srcSet={srcSet(image.key, "avif")} sizes={sizes} />
      {img}
    </picture>
  );
}
