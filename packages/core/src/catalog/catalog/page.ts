import { Service } from "electrodb";
import { ProductEntity } from "./product.entity";
import { VariantEntity } from "./variant.entity";

const { collections } = new Service({ product: ProductEntity, variant: VariantEntity });

/** Returns the product with this slug and all its variants, hidden ones included. One request. */
export async function readPage(slug: string) {
  const { data } = await collections.page({ slug }).go({ pages: "all" });
  return { product: data.product[0], variants: data.variant };
}
