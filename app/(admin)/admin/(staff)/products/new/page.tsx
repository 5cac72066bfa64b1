import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { choices } from "../choices";
import { newProduct } from "../form-product";
import { ProductForm } from "../product-form";

export const metadata: Metadata = { title: "Add product" };

export default async function NewProductPage() {
  await requireStaff({ may: "catalog.edit", from: "/admin/products/new" });
  return (
    <>
      <Title>Add product</Title>
      <ProductForm product={newProduct} requestId={randomUUID()} mayEdit {...(await choices())} />
    </>
  );
}
