import { Media } from "@securecart/core/media";

/** Deletes the files of pictures that were removed from the library a week ago. */
export const handler = () => Media.sweep();
