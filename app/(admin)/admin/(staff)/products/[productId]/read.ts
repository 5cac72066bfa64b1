import { Admin } from "@securecart/core/admin";
import { notFound } from "next/navigation";
import { cache } from "react";

/** Reads a product of any status with its variants and their stock; unknown ones are a 404. */
export const readProduct = cache(
  async (productId: string) => (await Admin.stockedProduct({ productId })) ?? notFound(),
);
