import { z } from "zod";
import { Text } from "../text";

/** Postal address as a form sends it. `Place.require` decides whether its country accepts it. */
export const Address = z.object({
  line1: Text.line(120, "Enter the street and number."),
  line2: Text.optional(120),
  city: Text.line(80, "Enter the city."),
  region: Text.optional(60),
  /** Empty without a postcode; `Place` decides whether that is allowed. */
  postalCode: Text.optional(16).transform((text) => text ?? ""),
  country: z
    .string()
    .transform((code) => Text.plain(code).toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{2}$/, "Choose a country.")),
});

export type Address = z.output<typeof Address>;

/** Name of the person who receives an order. */
export const PersonName = Text.line(100, "Enter your name.");
