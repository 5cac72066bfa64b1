import { type Image, SmallPicture } from "./picture";
import { classes } from "./ui/classes";

type ThumbProps = { image: Pick<Image, "key" | "focus">; size?: "small" | "large" };

/** Renders the picture of a line of a cart or an order, or its empty place. */
export function Thumb({ image, size = "large" }: ThumbProps) {
  const shape = classes("shrink-0 rounded-control", size === "large" ? "size-20 sm:size-28" : "size-16");
  if (!image.key) return <div className={classes(shape, "bg-sunken")} />;
  return <SmallPicture image={image} pixels={112} className={shape} />;
}
