/** Returns the slug that a title makes: "About us" is "about-us"; "page" for one without Latin letters and digits. */
export const slugFrom = (title: string) =>
  title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 80)
    .replace(/^-|-$/g, "") || "page";
