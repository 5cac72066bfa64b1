import { Catalog } from "@securecart/core/catalog";
import { Storage } from "@securecart/core/storage";
import { z } from "zod";

/** How far the seed has come. */
const Marker = z.object({
  /** Which base catalog it is, words and drawings. */
  catalog: z.string(),
  base: z.enum(["started", "done"]),
  /** By seed number, how many of the made-up products are written. */
  generated: z.record(z.string(), z.number().int().min(0)),
  /** Whether all that was asked for is written and can be found. */
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

/** Whether the shop is the merchant's own or completely seeded; one that a killed seed left half-way is not. */
export async function hasProducts(marker: Marker | null) {
  if (marker) return marker.complete;
  return (await Catalog.categories()).length > 0;
}
