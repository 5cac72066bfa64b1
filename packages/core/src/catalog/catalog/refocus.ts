import { transact } from "#platform/dynamo";
import { Event } from "#platform/event";
import { Id } from "#platform/id";
import { Media } from "../media";
import { readStored } from "./page";
import { ProductEntity } from "./product.entity";

const mostTries = 4;

/**
 * Gives the products that use a picture its focal point of the library. Safe to repeat. The version of a product stays,
 * so that staff who have it open are not refused.
 */
export async function refocus({ mediaId }: { mediaId: string }) {
  const media = await Media.find({ mediaId });
  if (!media) return;
  const products = (await Media.usersOf(media.key)).flatMap((user) => {
    const parsed = Id.schema("product").safeParse(user.replace(/^product:/, ""));
    return parsed.success ? [parsed.data] : [];
  });
  for (const productId of products) await refocusOne(productId, Media.imageOf(media));
}

async function refocusOne(productId: string, { key, focus }: Media.Image) {
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const { product } = (await readStored(productId)) ?? {};
    const image = product?.images.find((one) => one.key === key);
    if (!product || !image || (image.focus?.x === focus?.x && image.focus?.y === focus?.y)) return;
    const { slug, categorySlug, version } = product;
    const images = product.images.map(({ focus: former, ...one }) => {
      const own = one.key === key ? focus : former;
      return { ...one, ...(own && { focus: own }) };
    });
    const result = await transact({
      product: ProductEntity.patch({ productId })
        .set({ images })
        .where((at, { eq, notExists }) =>
          version === undefined ? notExists(at.version) : eq(at.version, version),
        ),
      event: Event.record("catalog.product_changed", {
        slug,
        categories: categorySlug ? [categorySlug] : [],
      }),
    });
    if (result.committed) return;
  }
  throw new Error(`The product ${productId} was changed while its picture got another focal point.`);
}
