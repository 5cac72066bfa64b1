import { Admin } from "@securecart/core/admin";
import { DomainError } from "@securecart/core/error";
import { type Image, Media } from "@securecart/core/media";
import { Staff } from "@securecart/core/staff";
import { requireStaff } from "#app/_lib/staff-session";
import { fileOf } from "./picture-file";

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
 * demo picture that is not in the library. One request when another was chosen. A file, which only a browser without
 * JavaScript sends with the form, is put into the library first. Throws `media.unknown`, and what `Admin.uploadPicture`
 * throws.
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
  const file = form.get(fileOf(name));
  if (file instanceof File && file.size > 0) {
    const image = await upload(file, name);
    return { ...image, alt: alt && alt !== current?.alt ? alt : image.alt };
  }
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

/** Puts a file into the library. Throws what `Admin.uploadPicture` throws, for the field. */
async function upload(file: File, name: string): Promise<Image> {
  const actor = Staff.actorOf(await requireStaff({ may: "media.edit", from: "/admin/media" }));
  try {
    return await Admin.uploadPicture({
      actor,
      bytes: new Uint8Array(await file.arrayBuffer()),
      name: file.name,
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.kind, error.code, error.message, name);
  }
}
