import { focusStyle, type Image, imageUrl, Picture } from "#app/_components/picture";

/** Number of photos that the style sheet can switch between. */
const most = 8;

/** Renders the photos. The checked radio button selects the one shown: no JavaScript, and the arrow keys work. */
export function Gallery({ images, chosen }: { images: Image[]; chosen: number }) {
  const shown = images.slice(0, most);
  const front = chosen < shown.length ? chosen : 0;
  if (shown.length === 0) return <div className="aspect-square w-full rounded-card bg-sunken" />;
  if (shown.length === 1 && shown[0]) return <Photo image={shown[0]} first />;
  return (
    <div className="gallery grid content-start gap-3 self-start lg:sticky lg:top-6">
      {shown.map((image, index) => (
        <div key={image.key} className="photo">
          <Photo image={image} first={index === front} />
        </div>
      ))}
      <fieldset className="pick flex flex-wrap gap-2">
        <legend className="sr-only">Photos</legend>
        {shown.map((image, index) => (
          <label key={image.key} className="relative cursor-pointer">
            <input
              type="radio"
              name="photo"
              defaultChecked={index === front}
              aria-label={`Photo ${index + 1}: ${image.alt}`}
              className="peer absolute inset-0 size-full cursor-pointer appearance-none rounded-control"
            />
            <img
              src={imageUrl(image.key, 320)}
              width={72}
              height={72}
              alt=""
              loading="lazy"
              decoding="async"
              style={focusStyle(image)}
              className="size-18 rounded-control border-2 border-transparent bg-sunken object-cover peer-checked:border-accent peer-hover:border-edge peer-checked:peer-hover:border-accent"
            />
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function Photo({ image, first }: { image: Image; first: boolean }) {
  return (
    <Picture
      image={image}
      first={first}
      sizes="(min-width: 78rem) 39rem, (min-width: 64rem) 52vw, 100vw"
      className="aspect-square w-full rounded-card object-cover"
    />
  );
}
