import { type Image, SmallPicture } from "#app/_components/picture";

type RowPictureProps = { image: Pick<Image, "key" | "focus"> | null | undefined };

/** Renders the picture in a row of a list, or its empty place. */
export function RowPicture({ image }: RowPictureProps) {
  if (!image?.key)
    return <div className="size-9 shrink-0 rounded-control border border-dashed border-edge" />;
  return <SmallPicture image={image} pixels={36} className="size-9 shrink-0 rounded-control" />;
}
