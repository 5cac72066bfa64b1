import { Alerts } from "@securecart/core/alert";
import { Customer } from "@securecart/core/customer";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { product as findProduct } from "#app/_lib/cached";
import { readCustomer } from "#app/_lib/customer-session";
import { productUrl } from "#app/_lib/product-url";
import { requestAlert } from "../actions";

export const metadata: Metadata = { title: "Email me", robots: { index: false, follow: false } };

const texts = {
  back_in_stock: {
    heading: "Email me when it is back",
    text: "We'll write once, when you can buy it again.",
  },
  price_drop: {
    heading: "Tell me when the price drops",
    text: "We'll write once, when the price is lower than today.",
  },
};

/** Renders the form with which a shopper asks for one email about a product. */
export default async function NewAlertPage({ searchParams }: PageProps<"/alerts/new">) {
  const { kind: asked, slug, sku } = await searchParams;
  const kind = Alerts.kinds.find((one) => one === asked);
  const found = kind && typeof slug === "string" ? await findProduct(slug) : null;
  if (!kind || !found || "movedTo" in found) notFound();
  const { product, variants } = found;
  const variant = variants.find((one) => one.sku === sku);
  if (kind === "back_in_stock" && !variant) notFound();
  const customer = await readCustomer({ quiet: true });
  const profile = customer && (await Customer.byId(customer));
  const { heading, text } = texts[kind];
  return (
    <div className="mx-auto grid max-w-md gap-6">
      <h1 className="text-3xl">{heading}</h1>
      <p>
        <Link href={variant ? productUrl(variant) : `/product/${product.slug}`} className="text-link">
          {[product.name, variant?.title].filter(Boolean).join(", ")}
        </Link>
      </p>
      <p className="text-muted">{text}</p>
      <FieldForm
        action={requestAlert}
        hidden={{ kind, slug: product.slug, ...(variant && { sku: variant.sku }) }}
        fields={[
          {
            label: "Email",
            name: "email",
            type: "email",
            required: true,
            autoComplete: "email",
            value: profile?.email ?? "",
          },
        ]}
        button="Email me"
      />
    </div>
  );
}
