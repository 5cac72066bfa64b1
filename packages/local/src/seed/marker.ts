import { Catalog } from "@securecart/core/catalog";
import { Storage } from "@securecart/core/storage";
import { z } from "zod";

/** Progress of the seed. */
const Marker = z.object({
  /** Hash of the base catalog's data and drawings. */
  catalog: z.string(),
  base: z.enum(["started", "done"]),
  /** Number of generated products already written, by seed number. */
  generated: z.record(z.string(), z.number().int().min(0)),
  /** True once all requested products are written and searchable. */
  complete: z.boolean(),
});
export type Marker = z.output<typeof Marker>;

const place = { bucket: "artifacts", key: "seed/marker.json" } as const;

export async function readMarker(): Promise<Marker | null> {
  const found = await Storage.get(place);
  return found && Marker.parse(await new Response(found.body).json());
}

export const writeMarker = (marker: Marker) =>
  Storage.put({ ...place, body: JSON.stringify(marker), contentType: "application/json" });

/** Returns whether the shop is completely seeded or has the merchant's own catalog; false after a killed seed. */
export async function hasProducts(marker: Marker | null) {
  if (marker) return marker.complete;
  return (await Catalog.allCategories()).length > 0;
}
