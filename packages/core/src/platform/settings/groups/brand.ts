import { z } from "zod";

const Percent = z.int().min(0).max(100);

/** Reference to a picture of the library. */
const Picture = z.object({
  key: z
    .string()
    .max(200)
    .regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i),
  alt: z.string().max(300),
  width: z.int().positive(),
  height: z.int().positive(),
  focus: z.object({ x: Percent, y: Percent }).optional(),
});

/** Pictures of the shop itself. */
export const brand = z.object({
  /** Shown in the header in place of the shop's name. */
  logo: Picture.nullable().default(null),
  /** Shown by browsers beside the page's title. */
  icon: Picture.nullable().default(null),
  /** Shown with links to the shop that people share. */
  share: Picture.nullable().default(null),
});
