import type { Variant } from "@securecart/core/catalog";
import { type Image, imageUrl, Picture, SmallPicture } from "#app/_components/picture";
import { productUrl } from "#app/_lib/product-url";
import { type Found, nearestVariant, type UrlOf } from "./find";
import { GalleryFrame, type Thumbnail } from "./gallery-frame";
import { OptionLink } from "./option-link";
import { type LargePhoto, Zoom } from "./zoom";

/** Number of photos that the gallery shows at most. */
const most = 12;

type GalleryProps = Found & { urlOf?: UrlOf | undefined };

/** Renders the photos, the one of the chosen variant first. A photo of another variant leads to that variant. */
export function Gallery({
  product: { images: all },
  variants,
  stock,
  chosen,
  urlOf = productUrl,
}: GalleryProps) {
  const images = all.slice(0, most);
  const front = images[chosen.image] ?? images[0];
  if (!front) return <div className="aspect-square w-full rounded-card bg-sunken" />;
  if (images.length === 1)
    return (
      <Zoom photos={[large(front, "photo-1")]}>
        <Photo id="photo-1" image={front} first />
      </Zoom>
    );
  const entries = images.map((image, index) => {
    const shows = variants.filter((variant) => variant.image === index);
    const other = shows.includes(chosen) ? null : nearestVariant(shows, { chosen, stock });
    return { image, id: `photo-${index + 1}`, other };
  });
  const thumbnails = entries.map(
    ({ image, id, other }, index): Thumbnail => ({
      photo: id,
      label: `Photo ${index + 1}: ${image.alt}${other ? `. Choose ${difference(other, chosen)}` : ""}`,
      url: other && urlOf(other),
      picture: <SmallPicture image={image} pixels={72} className="size-14 lg:size-18" />,
    }),
  );
  const first = entries.find(({ image }) => image === front);
  const ordered = [...entries].sort((a, b) => Number(b === first) - Number(a === first));
  const photos = ordered.map(({ image, id, other }) => (
    <div key={id} id={id} className="relative">
      <Photo id={id} image={image} first={image === front} />
      {other && (
        <OptionLink
          id={`choose-${id}`}
          href={urlOf(other)}
          className="absolute bottom-3 left-3 inline-flex min-h-11 items-center rounded-full border border-edge bg-surface px-4 font-medium hover:border-ink"
        >
          Choose {difference(other, chosen)}
        </OptionLink>
      )}
    </div>
  ));
  return (
    <Zoom photos={ordered.map(({ image, id }) => large(image, id))}>
      <GalleryFrame photos={photos} front={first?.id ?? ""} thumbnails={thumbnails} />
    </Zoom>
  );
}

/** Returns the values in which a variant differs from the chosen one: "Moss, Large". */
const difference = ({ options }: Variant, chosen: Variant) =>
  Object.entries(options)
    .flatMap(([name, value]) => (chosen.options[name] === value ? [] : [value]))
    .join(", ");

const largest = 1280;

const large = ({ key, alt, width, height }: Image, id: string): LargePhoto => ({
  id,
  src: imageUrl(key, largest),
  alt,
  width: largest,
  height: Math.round((height * largest) / width),
});

/** Renders a photo as a link to its large file. */
function Photo({ id, image, first }: { id: string; image: Image; first: boolean }) {
  return (
    <a
      href={imageUrl(image.key, largest)}
      data-photo={id}
      aria-label={`Enlarge: ${image.alt}`}
      className="block cursor-zoom-in rounded-card focus-visible:-outline-offset-4"
    >
      <Picture
        image={image}
        first={first}
        sizes="(min-width: 78rem) 39rem, (min-width: 64rem) 52vw, 100vw"
        className="aspect-square w-full rounded-card object-cover"
      />
    </a>
  );
}
