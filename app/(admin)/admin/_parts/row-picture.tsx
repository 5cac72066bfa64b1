import { type Image, imageUrl } from "#app/_components/picture";

/** Renders the picture in a row of a list, or its empty place. */
export function RowPicture({ image }: { image: Pick<Image, "key"> | null | undefined }) {
  if (!image?.key)
    return <div className="size-9 shrink-0 rounded-control border border-dashed border-edge" />;
  return (
    <img
      src={imageUrl(image.key, 320)}
      width={36}
      height={36}
      alt=""
      loading="lazy"
      className="size-9 shrink-0 rounded-control bg-sunken object-cover"
    />
  );
}
