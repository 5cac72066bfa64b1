import { DomainError } from "@securecart/core/error";
import { type Image, Media } from "@securecart/core/media";

/** Pictures that a form offers without a search. */
const offered = 24;

/** Returns the newest pictures that can be used, for `MediaPicker`, up to two seconds old. One request at most. */
export async function recentPictures(): Promise<Image[]> {
  return (await Media.recent())
    .filter(({ state }) => state === "ready")
    .slice(0, offered)
    .map(Media.imageOf);
}

/**
 * Returns the picture that was chosen in a `MediaPicker`, or null for none. `current` is the stored one, which may be a
 * demo picture that is not in the library. One request when another was chosen. Throws `media.unknown`.
 */
export async function pickedPicture(
  form: FormData,
  name: string,
  current: Image | null,
): Promise<Image | null> {
  const text = (field: string) => {
    const value = form.get(field);
    return typeof value === "string" ? value.trim().slice(0, 300) : "";
  };
  const [key, alt] = [text(name), text(`${name}.alt`)];
  if (!key) return null;
  if (key === current?.key) return { ...current, alt };
  const image = (await Media.byKeys([key])).get(key);
  if (!image)
    throw new DomainError(
      "input",
      "media.unknown",
      "This picture is not in the library. Choose another.",
      name,
    );
  // Without JavaScript the field still has the text of the former picture.
  return { ...image, alt: alt && alt !== current?.alt ? alt : image.alt };
}
