import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { Money } from "@securecart/core/money";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { duplicateProduct } from "../actions";
import { choices } from "../choices";
import { formProduct } from "../form-product";
import { ProductForm } from "../product-form";
import { StatusBadge } from "../status-badge";
import { CollectionsPanel } from "./collections-panel";
import { Doctor } from "./doctor";
import { readProduct } from "./read";

type Props = PageProps<"/admin/products/[productId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { productId } = await params;
  await requireStaff({ may: "catalog.read", from: `/admin/products/${productId}` });
  return { title: (await readProduct(productId)).product.name };
}

export default async function ProductPage({ params, searchParams }: Props) {
  const { productId } = await params;
  const { roles } = await requireStaff({ may: "catalog.read", from: `/admin/products/${productId}` });
  const stocked = await readProduct(productId);
  const { product, variants } = stocked;
  const mayEdit = Staff.may(roles, "catalog.edit");
  const obstacles = await Admin.diagnose(stocked);
  const shown = Catalog.fitting(product, variants).map((variant) => ({
    ...variant,
    fields: Catalog.fieldsOf(variant),
  }));
  const options = await choices();
  const isCreated = (await searchParams).created === "1";
  return (
    <>
      <p className="mb-2 text-sm lg:hidden">
        <Link href="/admin/products" className="text-link">
          Products
        </Link>
      </p>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl">{product.name}</h1>
        <StatusBadge status={product.status} />
        <div className="flex flex-wrap items-center gap-x-4 md:ml-auto">
          {product.status === "active" ? (
            <Link href={`/product/${product.slug}`} className="text-link">
              View in shop
            </Link>
          ) : (
            <Link href={`/admin/products/${productId}/preview`} className="text-link">
              Preview
            </Link>
          )}
          <Link href={`/admin/products/${productId}/prices`} className="text-link">
            Prices
          </Link>
          <Link href={`/admin/products/${productId}/history`} className="text-link">
            History
          </Link>
          {mayEdit && (
            <ActionForm
              action={duplicateProduct}
              hidden={{ productId, requestId: randomUUID() }}
              button="Duplicate"
              look="plain"
              className="gap-0!"
            />
          )}
        </div>
      </div>
      {isCreated && (product.version ?? 0) <= 1 && (
        <Notice tone="good" role="status" className="mb-4">
          The product was created.
        </Notice>
      )}
      <Doctor obstacles={obstacles} />
      <ProductForm
        product={formProduct(product, shown, {
          zone: options.zone,
          written: (amount, currency) => (amount === null ? "" : Money.decimal(amount, currency)),
        })}
        requestId={randomUUID()}
        mayEdit={mayEdit}
        {...options}
      />
      <div className="mt-6">
        <CollectionsPanel product={product} mayEdit={mayEdit} />
      </div>
    </>
  );
}
