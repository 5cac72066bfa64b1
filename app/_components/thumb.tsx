import { focusStyle, type Image, imageUrl } from "./picture";

type ThumbProps = { image: Pick<Image, "key" | "focus">; size?: "small" | "large" };

/** Renders a small square picture, without alternative text because the name stands beside it. */
export function Thumb({ image, size = "large" }: ThumbProps) {
  const shape = `shrink-0 rounded-control bg-sunken object-cover ${size === "large" ? "size-20 sm:size-28" : "size-16"}`;
  if (!image.key) return <div className={shape} />;
  return (
    <img
      src={imageUrl(image.key, 320)}
      width={112}
      height={112}
      alt=""
      loading="lazy"
      decoding="async"
      style={focusStyle(image)}
      className={shape}
    />
  );
}
