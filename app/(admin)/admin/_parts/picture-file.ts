/** Types of the files that a field for a picture takes. */
export const pictureTypes = "image/jpeg,image/png,image/webp,image/avif,image/gif";

/** Returns the name of the file field of a `MediaPicker`, which is there without JavaScript only. */
export const fileOf = (name: string) => `${name}.file`;
