import { Catalog } from "@securecart/core/catalog";
import { notFound } from "next/navigation";
import { cache } from "react";

/** Reads a product of any status; unknown ones are a 404. */
export const readProduct = cache(
  async (productId: string) => (await Catalog.forStaff({ productId })) ?? notFound(),
);
