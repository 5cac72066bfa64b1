import { readFileSync } from "node:fs";
import { z } from "zod";
import { contrast, dark, light } from "./color";

/** A drawing from `seed/art` and its two colors: the variant's `color`, and the `accent` of the second material. */
export type Art = { drawing: string; color: string; accent: string };

const Numbers = z.string().transform((text) => text.split(" ").map(Number));
/** The attributes on a drawing's root element. The board is 800 × 1000 and the floor lies at y = 790. */
const Layout = z.object({
  stage: z.enum(["floor", "flat"]),
  /** Scale factor for small things, applied from the floor upwards. */
  size: z.coerce.number().positive().default(1),
  /** Center and zoom of the detail view. */
  focus: Numbers.pipe(z.tuple([z.number(), z.number(), z.number()])),
});
type Artwork = { layout: z.output<typeof Layout>; template: string };

const artworks = new Map<string, Artwork>();

function artwork(name: string): Artwork {
  const known = artworks.get(name);
  if (known) return known;
  const source = readFileSync(new URL(`../art/${name}.svg`, import.meta.url), "utf8");
  const [, root = "", template = ""] = /^<svg([^>]*)>(.*)<\/svg>\s*$/s.exec(source) ?? [];
  const attributes = [...root.matchAll(/ data-(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]);
  const read = { layout: Layout.parse(Object.fromEntries(attributes)), template };
  artworks.set(name, read);
  return read;
}

export const layoutOf = ({ drawing }: Art) => artwork(drawing).layout;

/** Returns the SVG elements of a drawing in its colors. */
export const paint = (art: Art) =>
  shaded(artwork(art.drawing).template).replace(
    /\{(color|accent)((?: (?:dark|light) \d+| contrast)*)\}/g,
    (_, which: "color" | "accent", tones: string) => toned(art[which], tones),
  );

/** Applies tones such as " dark 10 light 30" (in percent) or " contrast" from left to right. */
const toned = (color: string, tones: string) =>
  [...tones.matchAll(/(dark|light|contrast)(?: (\d+))?/g)].reduce((tone, [, to, percent]) => {
    if (to === "contrast") return contrast(tone);
    return (to === "dark" ? dark : light)(tone, Number(percent) / 100);
  }, color);

/**
 * Adds what the classes of an element stand for: `lit` light and shade over its outline, `lit-top` the same from
 * above, `laid` also the shadow of something that lies flat.
 */
const shaded = (template: string) =>
  template.replace(
    /<(\w+ [^>]*)fill="([^"]*)" class="(lit|lit-top|laid)"\/>/g,
    (_, shape: string, fill: string, kind: string) => {
      const filled = (value: string, more = "") => `<${shape}fill="${value}"${more}/>`;
      const shadow = (opacity: number, by: string) =>
        filled("#000", ` fill-opacity="${opacity}" transform="translate(${by})"`);
      return [
        kind === "laid" ? shadow(0.07, "16 26") + shadow(0.1, "7 12") : "",
        filled(fill),
        filled(kind === "lit-top" ? "url(#top)" : "url(#side)"),
      ].join("");
    },
  );
