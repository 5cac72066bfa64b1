import { Catalog } from "@securecart/core/catalog";
import { Offer } from "@securecart/core/offer";
import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { ProductView } from "#app/(shop)/product/[slug]/product-view";
import { readProduct } from "../read";

export const metadata: Metadata = { title: "Preview" };

type Props = PageProps<"/admin/products/[productId]/preview">;

/** Renders a product of any status as shoppers will see it, for staff only. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { productId } = await params;
  const base = `/admin/products/${productId}/preview`;
  await requireStaff({ may: "catalog.read", from: base });
  const { product, variants } = await readProduct(productId);
  const { variant: path } = await searchParams;
  const shown = Catalog.fitting(product, variants).filter(({ status }) => status === "active");
  const chosen = shown.find((one) => one.path === path) ?? shown[0];
  const [{ stock, board }, currency] = await Promise.all([
    Offer.current({ skus: shown.map(({ sku }) => sku) }),
    Shop.currency(),
  ]);
  return (
    <>
      <Notice tone="warning" className="mb-6">
        Preview: only staff can see this page.{" "}
        <Link href={`/admin/products/${productId}`} className="text-link">
          Back to the product
        </Link>
      </Notice>
      {chosen ? (
        <ProductView
          {...{ product, variants: shown, stock, board, chosen, currency }}
          urlOf={(one) => `${base}?${new URLSearchParams({ variant: one.path })}`}
        />
      ) : (
        <Empty>No variant is for sale, so shoppers would see nothing.</Empty>
      )}
    </>
  );
}
